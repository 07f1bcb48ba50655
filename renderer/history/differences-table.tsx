import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import type { RestorePlan } from '#shared/contract/history.ts';
import { useMessages } from '../app/i18n.tsx';
import type { Codes } from '../grid/use-codes.ts';
import { useWords } from './use-history.ts';

const useStyles = makeStyles({
  value: { overflowWrap: 'anywhere' },
  whole: { fontWeight: tokens.fontWeightSemibold },
});

export type Differences = RestorePlan['changes'];

interface DifferencesTableProps {
  readonly label: string;
  readonly columns: { readonly what: string; readonly from: string; readonly to: string };
  readonly differences: Differences;
  readonly codes: Codes;
}

/** «Было → стало» per field; a record that comes or goes has a line that says so. */
export function DifferencesTable({ label, columns, differences, codes }: DifferencesTableProps) {
  const styles = useStyles();
  const { history, states } = useMessages();
  const words = useWords(codes);
  return (
    <Table size="small" aria-label={label}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell>{columns.what}</TableHeaderCell>
          <TableHeaderCell>{columns.from}</TableHeaderCell>
          <TableHeaderCell>{columns.to}</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {differences.flatMap(({ kind, id, operation, fields }) => [
          ...(operation === 'update'
            ? []
            : [
                <TableRow key={id}>
                  <TableCell colSpan={3} className={styles.whole}>
                    {history[operation === 'create' ? 'made' : 'removed'](states.entity[kind])}
                  </TableCell>
                </TableRow>,
              ]),
          ...fields
            .filter(({ field }) => words.isShown(kind, field))
            .map(({ field, from, to }) => (
              <TableRow key={`${id} ${field}`}>
                <TableCell>{words.nameOf(kind, field)}</TableCell>
                <TableCell className={styles.value}>{words.valueOf(kind, field, from)}</TableCell>
                <TableCell className={styles.value}>{words.valueOf(kind, field, to)}</TableCell>
              </TableRow>
            )),
        ])}
      </TableBody>
    </Table>
  );
}

/** Only what concerns one field, `person.lastName`. */
export function ofField(differences: Differences, path: string | null): Differences {
  if (path === null) return differences;
  return differences.flatMap((one) => {
    const fields = one.fields.filter(({ field }) => `${one.kind}.${field}` === path);
    return fields.length === 0 ? [] : [{ ...one, fields }];
  });
}
