import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { StaffCard } from '#shared/contract/staff.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { CHILD_KINDS, ENTITY_KINDS } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { showValue } from '../grid/cell-text.ts';
import type { Codes } from '../grid/use-codes.ts';
import { usePersonNames } from './person-names.ts';

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground3 },
  when: { width: '130px', whiteSpace: 'nowrap' },
  value: { overflowWrap: 'anywhere' },
});

interface HistoryTableProps {
  /** What the history is of. */
  readonly title: string;
  readonly history: StaffCard['history'];
  readonly codes: Codes;
}

/** Who changed what and when, newest first as the program answers. */
export function HistoryTable({ title, history, codes }: HistoryTableProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { card } = texts.staff;
  const people = usePersonNames(history);
  if (history.length === 0) return <Text className={styles.muted}>{card.noHistory}</Text>;

  const show = (field: string | null, value: FieldValue): string => {
    const [kind, name] = splitField(field);
    const type = fieldDefinition(kind, name)?.type ?? 'text';
    const text = people.get(value) ?? showValue(type, value, format, codes(kind, name));
    return text === '' ? texts.common.none : text;
  };
  return (
    <Table size="small" aria-label={`${title}: ${card.tabs.history}`}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell className={styles.when}>{card.when}</TableHeaderCell>
          <TableHeaderCell>{card.who}</TableHeaderCell>
          <TableHeaderCell>{card.what}</TableHeaderCell>
          <TableHeaderCell>{card.from}</TableHeaderCell>
          <TableHeaderCell>{card.to}</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {history.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity of their own and never move
          <TableRow key={index}>
            <TableCell className={styles.when}>{format.moment(entry.at)}</TableCell>
            <TableCell>{texts.journal.actors[entry.actor] ?? entry.actor}</TableCell>
            <TableCell>
              {entry.field === null
                ? (texts.journal.actions[entry.action] ?? entry.action)
                : fieldLabel(texts, splitField(entry.field).join('.'))}
            </TableCell>
            <TableCell className={styles.value}>{entry.field === null ? '' : show(entry.field, entry.from)}</TableCell>
            <TableCell className={styles.value}>{entry.field === null ? '' : show(entry.field, entry.to)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** `employment.rate`; a bare name is looked for among the kinds of a card. */
function splitField(field: string | null): [kind: EntityKind, name: string] {
  const [first = '', second] = (field ?? '').split('.');
  const kind = ENTITY_KINDS.find((known) => known === first);
  if (kind !== undefined && second !== undefined) return [kind, second];
  const owner = (['person', 'employment', ...CHILD_KINDS] as const).find((known) => fieldDefinition(known, first));
  return [owner ?? 'person', first];
}
