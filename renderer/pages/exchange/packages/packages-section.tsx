import { makeStyles, Subtitle2, Text, ToolbarButton, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular, ArrowUploadRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PACKAGE_KINDS, type PackageHead, type PackageKind, type PackageNote } from '#shared/contract/packages.ts';
import { api, call, keys } from '../../../app/api.ts';
import { useFormat, useMessages } from '../../../app/i18n.tsx';
import { useSession } from '../../../app/session.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { FailureBar } from '../../../ui/failure-bar.tsx';
import { CommandBar } from '../../../ui/page.tsx';
import { ErrorState, LoadingState } from '../../../ui/states.tsx';
import { TakeDialog } from './take-dialog.tsx';
import { WriteDialog } from './write-dialog.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  text: { maxWidth: '90ch', color: tokens.colorNeutralForeground2 },
  title: { margin: 0 },
  // A bar has its own edges; here the text around it has them already.
  bar: { margin: `0 -${tokens.spacingHorizontalM}` },
  table: { display: 'flex', minHeight: '80px' },
});

/** Packages for workstations without a network: what can be written, what was chosen to be taken, what has been done. */
export function PackagesSection() {
  const styles = useStyles();
  const { packages } = useMessages();
  const { user } = useSession();
  const client = useQueryClient();
  const [writing, setWriting] = useState<PackageKind | null>(null);
  const [head, setHead] = useState<PackageHead | null>(null);
  const state = useQuery({ queryKey: [keys.packages], queryFn: () => call(api().packages.state({})) });
  const choose = useMutation({ mutationFn: () => call(api().packages.choose({})), onSuccess: setHead });
  const works = user.role === 'editor' || user.role === 'approver';
  const again = (): void => void client.invalidateQueries({ queryKey: [keys.packages] });
  if (state.error !== null) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />;
  if (state.data === undefined) return <LoadingState />;
  const { requests, receipts, messages, records, notes } = state.data;
  const unheard = messages.requests + messages.receipts;
  const amount: Readonly<Record<PackageKind, number>> = {
    requests: requests + messages.requests,
    receipt: receipts + messages.receipts,
    registry: records,
  };
  return (
    <section className={styles.root} aria-label={packages.title}>
      <Subtitle2 as="h2" className={styles.title}>
        {packages.title}
      </Subtitle2>
      <Text className={styles.text}>{packages.text}</Text>
      <Text>
        {requests + receipts + unheard > 0 ? packages.waiting(requests, receipts, unheard) : packages.nothingWaits}
      </Text>
      {works && (
        <div className={styles.bar}>
          <CommandBar label={packages.commands}>
            <ToolbarButton
              appearance="primary"
              icon={<ArrowDownloadRegular />}
              disabledFocusable={choose.isPending}
              onClick={() => choose.mutate()}
            >
              {packages.take}
            </ToolbarButton>
            {PACKAGE_KINDS.map((kind) => (
              <ToolbarButton
                key={kind}
                icon={<ArrowUploadRegular />}
                disabled={amount[kind] === 0}
                onClick={() => setWriting(kind)}
              >
                {packages.write[kind]}
              </ToolbarButton>
            ))}
          </CommandBar>
        </div>
      )}
      {choose.error !== null && <FailureBar error={choose.error} />}
      {notes.length === 0 ? <Text>{packages.noHistory}</Text> : <History notes={notes} />}
      {writing !== null && <WriteDialog kind={writing} onWritten={again} onClose={() => setWriting(null)} />}
      {head !== null && <TakeDialog head={head} onTaken={again} onClose={() => setHead(null)} />}
    </section>
  );
}

function History({ notes }: { readonly notes: readonly PackageNote[] }) {
  const styles = useStyles();
  const { packages } = useMessages();
  const format = useFormat();
  const titles = packages.columns;
  const columns: TableColumn[] = [
    { key: 'at', title: titles.at },
    { key: 'direction', title: titles.direction },
    { key: 'kind', title: titles.kind },
    { key: 'amount', title: titles.amount },
    { key: 'by', title: titles.by, wrap: true },
  ];
  return (
    <div className={styles.table}>
      <DataTable
        label={packages.history}
        columns={columns}
        rows={notes.map(({ id, direction, kind, at, by, requests, messages, records }) => ({
          key: `${id} ${direction}`,
          cells: [
            format.moment(at),
            packages.directions[direction],
            packages.kinds[kind],
            packages.amount(requests, messages, records),
            by,
          ],
        }))}
      />
    </div>
  );
}
