import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Issue, StaffCard } from '#shared/contract/staff.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import { failureSentence } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { ConflictDialog, type ConflictPlace } from '../conflicts/conflict-dialog.tsx';
import { WHOLE } from '../conflicts/use-shown-value.ts';
import { showValue } from '../grid/cell-text.ts';
import type { Codes } from '../grid/use-codes.ts';
import { usePersonNames } from './person-names.ts';

const useStyles = makeStyles({
  hint: { display: 'block', fontSize: tokens.fontSizeBase200 },
  error: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  changed: { color: tokens.colorBrandForeground1 },
});

/** What is known of the fields of a card besides their values. */
export interface Marks {
  readonly issues: readonly Issue[];
  readonly changed: StaffCard['changed'];
  readonly conflicts?: StaffCard['conflicts'];
}

/** The marks of one field of one entity; null where there are none. */
export function marksOf({ issues, changed, conflicts = [] }: Marks, id: string, field: string) {
  const found = issues.filter((issue) => issue.id === id && issue.field === field);
  const change = changed.find((entry) => entry.id === id && entry.field === field);
  const conflict = conflicts.find((one) => one.id === id && (one.field === field || one.field === WHOLE));
  if (found.length === 0 && change === undefined && conflict === undefined) return null;
  return { issues: found, change, conflict: conflict && { kind: conflict.kind, entityId: id, field } };
}

interface FieldHintProps {
  readonly marks: NonNullable<ReturnType<typeof marksOf>>;
  readonly codes: Codes;
}

/** Below a field: what the rules say of its value, and what it was before the change that is pending. */
export function FieldHint({ marks: { issues, change, conflict }, codes }: FieldHintProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { staff, states } = texts;
  const people = usePersonNames(change === undefined ? [] : [change]);
  const was = () => {
    if (change === undefined) return '';
    const person = people.get(change.from);
    if (person !== undefined) return person;
    const type = fieldDefinition(change.kind, change.field)?.type ?? 'text';
    return showValue(type, change.from, format, codes(change.kind, change.field));
  };
  return (
    <>
      {conflict !== undefined && <ConflictHint place={conflict} codes={codes} />}
      {issues.map(({ kind, field, code, severity, params }) => (
        <span key={code} className={`${styles.hint} ${severity === 'error' ? styles.error : styles.warning}`}>
          {`${states.severity[severity]}: ${failureSentence(texts, {
            code,
            field: `${kind}.${field}`,
            ...(params && { params }),
          })}`}
        </span>
      ))}
      {change !== undefined && (
        <span className={`${styles.hint} ${styles.changed}`}>
          {was() === '' ? staff.card.wasEmpty : staff.card.was(was())}
        </span>
      )}
    </>
  );
}

/** Below a field that was changed here and in the registry: the way to the choice. */
function ConflictHint({ place, codes }: { readonly place: ConflictPlace; readonly codes: Codes }) {
  const styles = useStyles();
  const { exchange } = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <span className={`${styles.hint} ${styles.warning}`}>
      {`${exchange.waiting.reason.conflict}. `}
      <Link as="button" type="button" inline onClick={() => setOpen(true)}>
        {exchange.conflicts.open}
      </Link>
      {open && <ConflictDialog {...place} codes={codes} onClose={() => setOpen(false)} />}
    </span>
  );
}
