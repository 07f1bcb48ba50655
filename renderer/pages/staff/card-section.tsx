import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { JSX } from 'react';
import { isChildKind, isOwnKind } from '#shared/domain/entities.ts';
import { useMessages } from '../../app/i18n.tsx';
import { ATTACHABLE } from '../../attachments/attachable.ts';
import { AttachmentList } from '../../attachments/attachment-list.tsx';
import { useAttachments } from '../../attachments/use-attachments.ts';
import { EntityFields } from '../../forms/entity-fields.tsx';
import { FieldHint, marksOf } from '../../forms/field-hint.tsx';
import { LockNote } from '../../forms/lock-note.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { AddRecord, RemoveRecord } from './card-children.tsx';
import type { CardEntity } from './card-edits.ts';
import { ADDABLE, CARD_FIELDS, type CardTab } from './card-fields.ts';
import { CardNmo } from './card-nmo.tsx';
import { DismissalTasks, useDismissalTasks } from './dismissal-tasks.tsx';
import type { Card } from './person-card.tsx';

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
}

/** The entities of one tab. */
export function CardSection({ card, entities, tab, codes, today, disabled }: CardSectionProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { staff, states } = texts;
  const shown = entities.filter((entity) => entity.tab === tab);
  const filesOf = useAttachments(entities);
  const tasksOf = useDismissalTasks(card.person.id);
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
      {tab === 'education' && <CardNmo card={card} codes={codes} today={today} />}
      {shown.length === 0 && <Text className={styles.muted}>{empty}</Text>}
      {shown.map((entity) => {
        const title = titleOf(entity);
        const { kind, id } = entity;
        const locked = card.locked.includes(id);
        return (
          <fieldset key={id} className={styles.section} aria-label={title ?? staff.card.tabs[tab]}>
            <div className={styles.head}>
              {title !== null && (
                <Subtitle2 as="h3" className={styles.title}>
                  {title}
                </Subtitle2>
              )}
              {isOwnKind(kind) && (
                <Text size={200} className={styles.muted}>
                  {staff.card.ownRecord}
                </Text>
              )}
              {locked && <LockNote text={staff.card.locked} />}
              {!disabled && !locked && isChildKind(kind) && <RemoveRecord kind={kind} id={id} title={title ?? ''} />}
            </div>
            <EntityFields
              name={entity.name}
              kind={kind}
              fields={CARD_FIELDS[kind]}
              codes={codes}
              today={today}
              disabled={disabled || locked}
              hintOf={(field) => hintOf(entity, field)}
            />
            {kind !== 'person' && (
              <AttachmentList
                owner={{ kind, id }}
                title={title ?? ''}
                attachments={filesOf(id)}
                kinds={ATTACHABLE[kind]}
                disabled={disabled}
              />
            )}
            {kind === 'employment' && tasksOf(id).length > 0 && (
              <DismissalTasks employmentId={id} tasks={tasksOf(id)} disabled={disabled} />
            )}
            {!disabled && kind === 'employment' && <AddRecord kinds={LEAVE} ownerId={id} codes={codes} today={today} />}
          </fieldset>
        );
      })}
      {tab === 'documents' && (
        <section className={styles.section} aria-label={staff.card.files}>
          <Subtitle2 as="h3" className={styles.title}>
            {staff.card.files}
          </Subtitle2>
          <AttachmentList
            owner={{ kind: 'person', id: card.person.id }}
            title={staff.card.files}
            attachments={filesOf(card.person.id)}
            kinds={ATTACHABLE.person}
            disabled={disabled}
          />
        </section>
      )}
      {!disabled && ADDABLE[tab].length > 0 && (
        <AddRecord kinds={ADDABLE[tab]} ownerId={card.person.id} codes={codes} today={today} />
      )}
    </>
  );
}

const LEAVE = ['leave'] as const;
