import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { JSX } from 'react';
import { fieldDefinition } from '#shared/domain/fields.ts';
import { failureSentence } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { showValue } from '../../grid/cell-text.ts';
import type { Codes } from '../../grid/use-codes.ts';
import type { CardEntity } from './card-edits.ts';
import { EntityFields } from './entity-fields.tsx';
import type { Card, CardTab } from './person-card.tsx';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, border: 0, padding: 0, margin: 0 },
  title: { margin: 0 },
  hint: { display: 'block', fontSize: tokens.fontSizeBase200 },
  error: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  changed: { color: tokens.colorBrandForeground1 },
  muted: { color: tokens.colorNeutralForeground3 },
});

/** Fields of the card by kind, in the order people fill them in; references to the person itself are not shown. */
const FIELDS = {
  person: [
    'lastName',
    'firstName',
    'patronymic',
    'birthDate',
    'sex',
    'snils',
    'inn',
    'citizenshipCode',
    'phone',
    'email',
  ],
  employment: [
    'divisionId',
    'postCode',
    'positionType',
    'rate',
    'personnelNumber',
    'contractNumber',
    'contractDate',
    'beginDate',
    'endDate',
    'endReason',
    'endOrder',
  ],
  credential: ['credentialKind', 'specialtyCode', 'number', 'issuer', 'issuedOn', 'expiresOn'],
  division: [],
  organisation: [],
} as const;

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
  const format = useFormat();
  const { staff, states } = texts;
  const shown = entities.filter((entity) => entity.tab === tab);
  if (shown.length === 0) {
    return <Text className={styles.muted}>{tab === 'work' ? staff.card.noEmployments : staff.card.noCredentials}</Text>;
  }

  const hintOf = ({ kind, id }: CardEntity, field: string): JSX.Element | undefined => {
    const issues = card.issues.filter((issue) => issue.kind === kind && issue.id === id && issue.field === field);
    const change = card.changed.find((entry) => entry.kind === kind && entry.id === id && entry.field === field);
    if (issues.length === 0 && change === undefined) return undefined;
    const type = fieldDefinition(kind, field)?.type ?? 'text';
    const was = change === undefined ? '' : showValue(type, change.from, format, codes(kind, field));
    return (
      <>
        {issues.map((issue) => (
          <span
            key={issue.code}
            className={`${styles.hint} ${issue.severity === 'error' ? styles.error : styles.warning}`}
          >
            {`${states.severity[issue.severity]}: ${failureSentence(texts, {
              code: issue.code,
              field: `${kind}.${field}`,
              ...(issue.params && { params: issue.params }),
            })}`}
          </span>
        ))}
        {change !== undefined && (
          <span className={`${styles.hint} ${styles.changed}`}>
            {was === '' ? staff.card.wasEmpty : staff.card.was(was)}
          </span>
        )}
      </>
    );
  };
  const titleOf = ({ kind, values }: CardEntity, ordinal: number): string | null => {
    if (kind === 'employment') return staff.card.employment(ordinal);
    if (kind !== 'credential') return null;
    const credential = values.credentialKind === 'accreditation' ? 'accreditation' : 'certificate';
    return staff.card.credential(
      states.credentialKind[credential],
      typeof values.number === 'string' ? values.number : '',
    );
  };

  return shown.map((entity, index) => {
    const title = titleOf(entity, index + 1);
    return (
      <fieldset key={entity.id} className={styles.section} aria-label={title ?? staff.card.tabs[tab]}>
        {title !== null && (
          <Subtitle2 as="h3" className={styles.title}>
            {title}
          </Subtitle2>
        )}
        <EntityFields
          name={entity.name}
          kind={entity.kind}
          fields={FIELDS[entity.kind]}
          codes={codes}
          today={today}
          disabled={disabled}
          hintOf={(field) => hintOf(entity, field)}
        />
      </fieldset>
    );
  });
}
