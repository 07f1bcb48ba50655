import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { JSX } from 'react';
import { isChildKind } from '#shared/domain/entities.ts';
import { useMessages } from '../../app/i18n.tsx';
import { EntityFields } from '../../forms/entity-fields.tsx';
import { FieldHint, marksOf } from '../../forms/field-hint.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { AddRecord, RemoveRecord } from './card-children.tsx';
import type { CardEntity } from './card-edits.ts';
import { ADDABLE, CARD_FIELDS } from './card-fields.ts';
import type { Card, CardTab } from './person-card.tsx';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, border: 0, padding: 0, margin: 0 },
  title: { margin: 0 },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
  muted: { color: tokens.colorNeutralForeground3 },
});

interface CardSectionProps {
  readonly card: Card;
  readonly entities: readonly CardEntity[];
  readonly tab: CardTab;
  readonly codes: Codes;
  readonly today: string;
  readonly disabled: boolean;
  /** Something is typed and not saved: records come and go only on a saved card. */
  readonly dirty: boolean;
}

/** The entities of one tab. */
export function CardSection({ card, entities, tab, codes, today, disabled, dirty }: CardSectionProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { staff, states } = texts;
  const shown = entities.filter((entity) => entity.tab === tab);
  const empty = {
    general: '',
    work: staff.card.noEmployments,
    credentials: staff.card.noCredentials,
    education: staff.card.noEducation,
    documents: staff.card.noDocuments,
    history: '',
  }[tab];

  const hintOf = ({ id }: CardEntity, field: string): JSX.Element | undefined => {
    const marks = marksOf(card, id, field);
    return marks === null ? undefined : <FieldHint marks={marks} codes={codes} />;
  };
  const titleOf = ({ kind, id, values }: CardEntity): string | null => {
    if (kind === 'person') return null;
    if (kind === 'employment') return staff.card.employment(card.employments.findIndex((one) => one.id === id) + 1);
    if (kind !== 'credential') return states.entity[kind];
    const credential = values.credentialKind === 'accreditation' ? 'accreditation' : 'certificate';
    return staff.card.credential(
      states.credentialKind[credential],
      typeof values.number === 'string' ? values.number : '',
    );
  };

  return (
    <>
      {shown.length === 0 && <Text className={styles.muted}>{empty}</Text>}
      {shown.map((entity) => {
        const title = titleOf(entity);
        const { kind, id } = entity;
        return (
          <fieldset key={id} className={styles.section} aria-label={title ?? staff.card.tabs[tab]}>
            <div className={styles.head}>
              {title !== null && (
                <Subtitle2 as="h3" className={styles.title}>
                  {title}
                </Subtitle2>
              )}
              {!disabled && isChildKind(kind) && (
                <RemoveRecord kind={kind} id={id} title={title ?? ''} disabled={dirty} />
              )}
            </div>
            <EntityFields
              name={entity.name}
              kind={kind}
              fields={CARD_FIELDS[kind]}
              codes={codes}
              today={today}
              disabled={disabled}
              hintOf={(field) => hintOf(entity, field)}
            />
            {!disabled && kind === 'employment' && (
              <AddRecord kinds={LEAVE} ownerId={id} codes={codes} today={today} disabled={dirty} />
            )}
          </fieldset>
        );
      })}
      {!disabled && ADDABLE[tab].length > 0 && (
        <AddRecord kinds={ADDABLE[tab]} ownerId={card.person.id} codes={codes} today={today} disabled={dirty} />
      )}
    </>
  );
}

const LEAVE = ['leave'] as const;
