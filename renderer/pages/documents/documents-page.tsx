import { Button, MessageBar, MessageBarActions, MessageBarBody, ToolbarButton } from '@fluentui/react-components';
import {
  ArrowDownloadRegular,
  DocumentRegular,
  OpenRegular,
  PersonArrowRightRegular,
  TaskListSquareLtrRegular,
} from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import type { RegisteredAttachment } from '#shared/contract/attachments.ts';
import { isDay } from '#shared/rules/dates.ts';
import { useCommand } from '../../app/commands.tsx';
import { useMessages } from '../../app/i18n.tsx';
import { usePlaceMemory } from '../../app/navigation.tsx';
import { useOpening } from '../../attachments/opening.tsx';
import { useSave } from '../../attachments/use-attachments.ts';
import { GivenPapersDialog } from '../../papers/given-papers-dialog.tsx';
import { FirstUse } from '../../ui/first-use.tsx';
import { CommandBar, Page, PageHeader } from '../../ui/page.tsx';
import { ErrorState, LoadingState, NothingFound } from '../../ui/states.tsx';
import { usePaused } from '../worklists/use-pages.ts';
import { DocumentFilters } from './document-filters.tsx';
import { DocumentGrid } from './document-grid.tsx';
import { useGoToOwner } from './go-to-owner.ts';
import { EVERYTHING, useRegister } from './use-register.ts';

/** Every file of the desk with whom it is about, the newest first. */
export function DocumentsPage() {
  const { attachments, papers, staff } = useMessages();
  const [filter, setFilter] = usePlaceMemory('filter', EVERYTHING);
  const text = usePaused(filter.text);
  // What is being typed as a day is none yet.
  const since = filter.since !== null && isDay(filter.since) ? filter.since : null;
  const { kind, ownerKind, removed } = filter;
  const asked = useMemo(() => ({ kind, ownerKind, removed, text, since }), [kind, ownerKind, removed, text, since]);
  const { query, total, lines, failed, look, any } = useRegister(asked);
  const [chosen, setChosen] = useState<RegisteredAttachment | null>(null);
  const { open, viewer } = useOpening();
  const save = useSave();
  const goToOwner = useGoToOwner();
  const [given, setGiven] = useState(false);
  useCommand('documents.open', chosen === null ? null : () => open({ attachmentId: chosen.id }));
  useCommand('documents.save', chosen === null ? null : () => save.mutate({ attachmentId: chosen.id }));
  useCommand('documents.owner', chosen === null ? null : () => goToOwner(chosen));
  return (
    <Page>
      <PageHeader title={attachments.title} counts={total === undefined ? undefined : attachments.count(total)} />
      <CommandBar label={attachments.title}>
        <ToolbarButton
          icon={<OpenRegular />}
          disabled={chosen === null}
          onClick={() => chosen !== null && open({ attachmentId: chosen.id })}
        >
          {attachments.open}
        </ToolbarButton>
        <ToolbarButton
          icon={<ArrowDownloadRegular />}
          disabled={chosen === null}
          onClick={() => chosen !== null && save.mutate({ attachmentId: chosen.id })}
        >
          {attachments.save}
        </ToolbarButton>
        <ToolbarButton
          icon={<PersonArrowRightRegular />}
          disabled={chosen === null}
          onClick={() => chosen !== null && goToOwner(chosen)}
        >
          {attachments.register.goToOwner}
        </ToolbarButton>
        <ToolbarButton icon={<TaskListSquareLtrRegular />} onClick={() => setGiven(true)}>
          {papers.given.open}
        </ToolbarButton>
      </CommandBar>
      <DocumentFilters filter={filter} onChange={setFilter} />
      {failed && (
        <MessageBar intent="warning">
          <MessageBarBody>{staff.loadFailed}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void query.refetch()}>{staff.refreshList}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {query.error !== null ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : total === undefined ? (
        <LoadingState />
      ) : total > 0 ? (
        <DocumentGrid
          lines={lines}
          onLook={look}
          onChoose={setChosen}
          onOpen={({ id }) => open({ attachmentId: id })}
          onGoToOwner={goToOwner}
        />
      ) : !any || JSON.stringify(filter) === JSON.stringify(EVERYTHING) ? (
        <FirstUse
          icon={<DocumentRegular />}
          title={attachments.register.empty}
          text={attachments.register.emptyText}
          steps={['go.staff', 'go.organisation']}
        />
      ) : (
        <NothingFound onClear={() => setFilter(EVERYTHING)} />
      )}
      {viewer}
      {given && <GivenPapersDialog person={null} onClose={() => setGiven(false)} />}
    </Page>
  );
}
