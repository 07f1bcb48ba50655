import { Button, Link, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { DivisionNode } from '#shared/contract/areas.ts';
import type { StaffingFigures } from '#shared/contract/staffing.ts';
import { isClosed, pathAbove, treeOf } from '#shared/rules/division-tree.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { api, call, keys } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { EMPTY_CODES } from '../../grid/code-index.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { CardLink } from '../../ui/card-link.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { PlanFact } from './plan-fact.tsx';

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    width: '320px',
    flexShrink: 0,
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
    overflowY: 'auto',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 1199px)': { width: '264px' },
  },
  title: { margin: 0, overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground3 },
  lines: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  verbs: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  facts: { display: 'grid', gridTemplateColumns: 'auto', rowGap: tokens.spacingVerticalXS, margin: 0 },
  term: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  fact: { margin: 0, overflowWrap: 'anywhere' },
});

interface DivisionDetailsProps {
  readonly node: DivisionNode;
  readonly nodes: readonly DivisionNode[];
  /** Of the branch, of the day shown. */
  readonly figures: StaffingFigures | undefined;
  readonly codes: Codes;
  readonly today: string;
  readonly onPeople: (divisionId: string) => void;
  readonly onStaffing: (divisionId: string) => void;
}

/** What is known of the division chosen: its people, who answers for it, plan and fact. */
export function DivisionDetails({ node, nodes, figures, codes, today, onPeople, onStaffing }: DivisionDetailsProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { divisions, common } = texts;
  const types = codes('division', 'typeCode') ?? EMPTY_CODES;
  const tree = treeOf(nodes);
  const above = pathAbove(node.id, tree)
    .toReversed()
    .map((id) => tree.get(id)?.name ?? '');
  const facts: readonly (readonly [string, string])[] = [
    ['level', texts.states.divisionLevel[node.level]],
    ['typeCode', node.typeCode === null ? '' : (types.byCode.get(node.typeCode)?.name ?? node.typeCode)],
    ['oid', node.oid ?? ''],
    ['openDate', format.date(node.openDate)],
    ['liquidationDate', format.date(node.liquidationDate)],
  ];
  return (
    <aside className={styles.pane} aria-label={divisions.details} data-pane>
      <div>
        {above.length > 0 && <Text className={styles.muted}>{above.join(' › ')}</Text>}
        <Subtitle2 as="h2" block className={styles.title}>
          {node.name}
        </Subtitle2>
      </div>
      <div>
        {isClosed(node, today) ? (
          <StatusChip tone="over" label={divisions.closed(format.date(node.liquidationDate))} />
        ) : (
          <StatusChip tone="done" label={divisions.open} />
        )}
      </div>
      <div className={styles.lines}>
        <Text>{divisions.ownPeople(node.ownPeople)}</Text>
        <Text>{divisions.branchPeople(node.branchPeople)}</Text>
        <Text>{divisions.branchRate(format.rate(node.branchRate))}</Text>
      </div>
      <div className={styles.verbs}>
        <Button appearance="primary" onClick={() => onPeople(node.id)}>
          {divisions.people}
        </Button>
        <Button onClick={() => onStaffing(node.id)}>{divisions.staffing}</Button>
      </div>
      <Responsibility node={node} nodes={nodes} today={today} />
      <PlanFact node={node} nodes={nodes} figures={figures} />
      <dl className={styles.facts}>
        {facts.map(([field, value]) => (
          <div key={field}>
            <dt className={styles.term}>{fieldLabel(texts, `division.${field}`)}</dt>
            <dd className={styles.fact}>{value === '' ? common.none : value}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}

/** Who answers for the division, from where that follows, and until when their task is due. */
function Responsibility({ node, nodes, today }: Pick<DivisionDetailsProps, 'node' | 'nodes' | 'today'>) {
  const styles = useStyles();
  const { divisions } = useMessages();
  const { go } = useNavigation();
  const format = useFormat();
  const card = useQuery({
    queryKey: [keys.divisions, 'card', node.id],
    queryFn: () => call(api().divisions.card({ divisionId: node.id })),
  });
  const responsible = card.data?.responsible ?? null;
  const source = nodes.find(({ id }) => id === responsible?.divisionId);
  return (
    <dl className={styles.facts}>
      <div>
        <dt className={styles.term}>{divisions.responsible}</dt>
        <dd className={styles.fact}>
          {responsible === null ? (
            divisions.noResponsible
          ) : (
            <CardLink personId={responsible.personId} name={responsible.name} />
          )}
          {responsible !== null && responsible.divisionId !== node.id && (
            <Text block size={200} className={styles.muted}>
              {divisions.inherited}{' '}
              {source === undefined ? (
                <Link as="button" type="button" onClick={() => go('organisation')}>
                  {divisions.fromOrganisation}
                </Link>
              ) : (
                <Link as="button" type="button" onClick={() => go('divisions', { divisionId: source.id })}>
                  {divisions.responsibleFrom(source.name)}
                </Link>
              )}
            </Text>
          )}
        </dd>
      </div>
      {node.taskDueDate !== null && (
        <div>
          <dt className={styles.term}>{divisions.task}</dt>
          <dd className={styles.fact}>
            {node.taskDueDate < today ? (
              <StatusChip tone="refused" label={`${format.date(node.taskDueDate)}, ${divisions.overdue}`} />
            ) : (
              format.date(node.taskDueDate)
            )}
          </dd>
        </div>
      )}
    </dl>
  );
}
