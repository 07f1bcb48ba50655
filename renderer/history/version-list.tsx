import {
  Button,
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
import { ArrowUndoRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { HistoryVersion } from '#shared/contract/history.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import type { Codes } from '../grid/use-codes.ts';
import { useWords, type Versions } from './use-history.ts';

const useStyles = makeStyles({
  when: { width: '128px', whiteSpace: 'nowrap' },
  action: { width: '112px' },
  value: { overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground3 },
  first: { borderTop: `1px solid ${tokens.colorNeutralStroke1}` },
});

interface VersionListProps {
  readonly codes: Codes;
  readonly found: Versions;
  /** `person.lastName`: only what happened to it. */
  readonly field: string | null;
  /** Absent where this user may not. */
  readonly onRestore: ((seq: number) => void) | undefined;
}

/** Every change, newest first; one line a field. The newest state is the present one, so there is no way back to it. */
export function VersionList({ codes, found, field, onRestore }: VersionListProps) {
  const styles = useStyles();
  const { history } = useMessages();
  const format = useFormat();
  const words = useWords(codes);
  const shown = found.versions.flatMap((version, index) => {
    const changes = version.changes.filter(
      (change) =>
        words.isShown(change.kind, change.field) && (field === null || field === `${change.kind}.${change.field}`),
    );
    return changes.length === 0 ? [] : [{ version: { ...version, changes }, isNow: index === 0 }];
  });
  if (shown.length === 0) return <Text className={styles.muted}>{history.noneOfField}</Text>;
  const restore = (seq: number, label: string) =>
    onRestore === undefined ? null : (
      <Button
        size="small"
        appearance="subtle"
        icon={<ArrowUndoRegular />}
        aria-label={label}
        title={history.restore}
        onClick={() => onRestore(seq)}
      >
        {history.restoreShort}
      </Button>
    );
  return (
    <Table size="small" aria-label={history.list}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell className={styles.when}>{history.columns.when}</TableHeaderCell>
          <TableHeaderCell>{history.columns.who}</TableHeaderCell>
          <TableHeaderCell>{history.columns.what}</TableHeaderCell>
          <TableHeaderCell>{history.columns.from}</TableHeaderCell>
          <TableHeaderCell>{history.columns.to}</TableHeaderCell>
          {onRestore !== undefined && (
            <TableHeaderCell className={styles.action}>{history.columns.restore}</TableHeaderCell>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {shown.map(({ version, isNow }) => (
          <VersionRows
            key={version.seq}
            version={version}
            words={words}
            restore={isNow ? null : restore(version.seq, history.restoreOf(format.moment(version.at)))}
            restorable={onRestore !== undefined}
          />
        ))}
        {found.origin !== null && field === null && (
          <TableRow className={styles.first}>
            <TableCell className={styles.muted} colSpan={5}>
              {history.origin}
            </TableCell>
            {onRestore !== undefined && <TableCell>{restore(found.origin, history.restoreOrigin)}</TableCell>}
          </TableRow>
        )}
      </TableBody>
    </Table>
  );
}

interface VersionRowsProps {
  readonly version: HistoryVersion;
  readonly words: ReturnType<typeof useWords>;
  readonly restore: ReactNode;
  readonly restorable: boolean;
}

function VersionRows({ version, words, restore, restorable }: VersionRowsProps) {
  const styles = useStyles();
  const { journal } = useMessages();
  const format = useFormat();
  return version.changes.map(({ kind, id, field, from, to }, index) => (
    <TableRow key={`${id} ${field}`} className={index === 0 ? styles.first : undefined}>
      <TableCell className={styles.when}>{index === 0 ? format.moment(version.at) : ''}</TableCell>
      <TableCell>
        {index === 0 && (
          <>
            {journal.actors[version.actor] ?? version.actor}
            <Text block size={200} className={styles.muted}>
              {journal.actions[version.action] ?? version.action}
            </Text>
          </>
        )}
      </TableCell>
      <TableCell>{words.nameOf(kind, field)}</TableCell>
      <TableCell className={styles.value}>{words.valueOf(kind, field, from)}</TableCell>
      <TableCell className={styles.value}>{words.valueOf(kind, field, to)}</TableCell>
      {restorable && <TableCell className={styles.action}>{index === 0 ? restore : null}</TableCell>}
    </TableRow>
  ));
}
