import { Checkbox, Dropdown, MessageBar, makeStyles, Option, tokens } from '@fluentui/react-components';
import { ClipboardTaskListLtrRegular } from '@fluentui/react-icons';
import type { RequestState, Role } from '#shared/domain/states.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useParameters, usePlaceMemory } from '../../app/navigation.tsx';
import { useSession } from '../../app/session.tsx';
import { useSummary } from '../../app/summary.ts';
import { useSyncState } from '../../app/sync-state.ts';
import { FirstUse } from '../../ui/first-use.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { ErrorState, LoadingState, NothingFound } from '../../ui/states.tsx';
import { FILTER_NAMES, filterOf, REQUEST_FILTERS } from './request-filters.ts';
import { RequestList } from './request-list.tsx';
import { RequestPage } from './request-page.tsx';
import { type RequestPages, useRequests } from './use-requests.ts';

const useStyles = makeStyles({
  bar: { padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}`, flexShrink: 0 },
  body: {
    display: 'flex',
    flex: '1 1 auto',
    minHeight: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  side: {
    display: 'flex',
    flexDirection: 'column',
    width: 'clamp(180px, 27vw, 340px)',
    flexShrink: 0,
    minHeight: 0,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  filter: { padding: tokens.spacingHorizontalS, flexShrink: 0, display: 'flex', alignItems: 'center' },
  dropdown: { flexGrow: 1, minWidth: 0 },
  main: { display: 'flex', flexDirection: 'column', flex: '1 1 auto', minWidth: 0, minHeight: 0 },
});

/** What a role looks for first. */
const FIRST: Readonly<Record<Role, readonly RequestState[] | null>> = {
  approver: REQUEST_FILTERS.submitted,
  editor: REQUEST_FILTERS.active,
  viewer: REQUEST_FILTERS.all,
  administrator: REQUEST_FILTERS.all,
};

/** Change requests: the list, and the one chosen beside it. */
export function RequestsPage() {
  const styles = useStyles();
  const texts = useMessages();
  const { requests } = texts;
  const { user } = useSession();
  const parameters = useParameters('requests');
  const sync = useSyncState();
  // A request that was asked for is shown whatever its state.
  const [states, setStates] = usePlaceMemory<readonly RequestState[] | null>(
    'states',
    parameters.states ?? (parameters.requestId === undefined ? FIRST[user.role] : null),
  );
  const [chosen, setChosen] = usePlaceMemory<string | null>('chosen', parameters.requestId ?? null);
  const files = user.role === 'editor';
  const [mine, setMine] = usePlaceMemory('mine', parameters.mine ?? (files && parameters.requestId === undefined));
  const list = useRequests(states, mine);
  const summary = useSummary();
  // The one shown stays on the screen when its new state no longer fits the filter: its author sees what became of it.
  const first = list.isFormer ? undefined : list.requests[0];
  if (chosen === null && first !== undefined) setChosen(first.id);
  const filter = filterOf(states);

  return (
    <Page>
      <PageHeader title={requests.title} counts={list.isLoaded ? requests.counts(list.total) : undefined} />
      {sync?.phase === 'offline' && (
        <div className={styles.bar}>
          <MessageBar intent="info">{requests.offline}</MessageBar>
        </div>
      )}
      {summary.data?.requests === 0 && list.isLoaded && list.total === 0 ? (
        <FirstUse
          icon={<ClipboardTaskListLtrRegular />}
          title={requests.emptyTitle}
          text={requests.emptyText}
          steps={['go.staff']}
        />
      ) : (
        <div className={styles.body}>
          <div className={styles.side}>
            <div className={styles.filter}>
              <Dropdown
                className={styles.dropdown}
                size="small"
                aria-label={requests.filter}
                value={filter === null ? requests.otherFilter : requests.filters[filter]}
                selectedOptions={filter === null ? [] : [filter]}
                onOptionSelect={(_event, { optionValue }) => {
                  const name = FILTER_NAMES.find((known) => known === optionValue);
                  if (name === undefined) return;
                  setStates(REQUEST_FILTERS[name]);
                  setChosen(null);
                }}
              >
                {FILTER_NAMES.map((name) => (
                  <Option key={name} value={name}>
                    {requests.filters[name]}
                  </Option>
                ))}
              </Dropdown>
              {files && (
                <Checkbox
                  label={requests.mine}
                  checked={mine}
                  onChange={(_event, { checked }) => {
                    setMine(checked === true);
                    setChosen(null);
                  }}
                />
              )}
            </div>
            <ListPart
              list={list}
              chosen={chosen}
              onChoose={setChosen}
              onShowAll={() => {
                setStates(null);
                setMine(false);
              }}
            />
          </div>
          <div className={styles.main}>
            {chosen === null ? null : <RequestPage key={chosen} requestId={chosen} onGone={() => setChosen(null)} />}
          </div>
        </div>
      )}
    </Page>
  );
}

interface ListPartProps {
  readonly list: RequestPages;
  readonly chosen: string | null;
  readonly onChoose: (requestId: string) => void;
  readonly onShowAll: () => void;
}

function ListPart({ list, chosen, onChoose, onShowAll }: ListPartProps) {
  if (list.error !== null && !list.isLoaded) return <ErrorState error={list.error} onRetry={list.retry} />;
  if (!list.isLoaded) return <LoadingState />;
  if (list.requests.length > 0) return <RequestList list={list} chosen={chosen} onChoose={onChoose} />;
  return <NothingFound onClear={onShowAll} />;
}
