import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type CardFocus, focusOf } from '../app/card-focus.ts';
import { useMessages } from '../app/i18n.tsx';
import { useNavigation } from '../app/navigation.tsx';

const useStyles = makeStyles({ name: { minWidth: 0, padding: 0, fontWeight: tokens.fontWeightSemibold } });

interface CardLinkProps {
  readonly personId: string;
  readonly name: string;
  /** What in the card it is about. */
  readonly focus?: CardFocus | undefined;
}

/** The name of a person that opens their card, at the record it is about. */
export function CardLink({ personId, name, focus }: CardLinkProps) {
  const styles = useStyles();
  const { worklists } = useMessages();
  const { go } = useNavigation();
  const about = focus === undefined ? {} : { focus };
  return (
    <Button
      appearance="transparent"
      size="small"
      className={styles.name}
      data-row-link
      aria-label={worklists.openCard(name)}
      onClick={() => go('staff', { filter: { text: name, employed: 'all' }, personId, ...about })}
    >
      {name}
    </Button>
  );
}

interface RecordLinkProps {
  readonly record: {
    readonly title: string;
    readonly kind: string;
    readonly field: string;
    readonly entityId: string;
    /** Whose record it is; null for what belongs to nobody. */
    readonly personId: string | null;
  };
}

/** The name of a record that has a field to look at: leads there where a card has it. */
export function RecordLink({ record: { title, kind, field, entityId, personId } }: RecordLinkProps) {
  if (personId === null) return title;
  return <CardLink personId={personId} name={title} focus={focusOf(`${kind}.${field}`, entityId)} />;
}
