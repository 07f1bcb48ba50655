import {
  Button,
  Checkbox,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { z } from 'zod';
import type { staff } from '#shared/contract/staff.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';

export type Duplicates = z.infer<(typeof staff)['findDuplicates']['output']>['people'];

const useStyles = makeStyles({
  people: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalXS },
  person: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

interface HireDuplicatesProps {
  readonly people: Duplicates;
  /** «Это другой человек»; not where the СНИЛС is the same. */
  readonly another: boolean;
  readonly onAnother: (another: boolean) => void;
  readonly onOpenPerson: (personId: string) => void;
  readonly onHireAgain: (personId: string) => void;
}

/** People who may be the one about to be hired, and what can be done instead. */
export function HireDuplicates({ people, another, onAnother, onOpenPerson, onHireAgain }: HireDuplicatesProps) {
  const styles = useStyles();
  const { staff } = useMessages();
  const format = useFormat();
  const words = staff.hireDialog;
  const taken = isTaken(people);
  return (
    <MessageBar intent={taken ? 'error' : 'warning'} layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{words.duplicatesTitle}.</MessageBarTitle>{' '}
        {taken ? `${words.snilsTaken} ${words.duplicatesText}` : words.duplicatesText}
        <div className={styles.people}>
          {people.map(({ personId, name, birthDate, reason }) => (
            <span key={personId} className={styles.person}>
              <span>
                {[name, format.date(birthDate), words.duplicateReason[reason]].filter((part) => part !== '').join(', ')}
              </span>
              <Button size="small" aria-label={words.openCardOf(name)} onClick={() => onOpenPerson(personId)}>
                {staff.openCard}
              </Button>
              <Button size="small" aria-label={words.hireAgainOf(name)} onClick={() => onHireAgain(personId)}>
                {words.hireAgain}
              </Button>
            </span>
          ))}
          {!taken && (
            <Checkbox
              label={words.notDuplicate}
              checked={another}
              onChange={(_event, { checked }) => onAnother(checked === true)}
            />
          )}
        </div>
      </MessageBarBody>
    </MessageBar>
  );
}

export function isTaken(people: Duplicates): boolean {
  return people.some(({ reason }) => reason === 'snils');
}
