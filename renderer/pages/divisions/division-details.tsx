import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { EMPTY_CODES } from '../../grid/code-index.ts';
import { useCodes } from '../../grid/use-codes.ts';
import { StatusChip } from '../../ui/status-chip.tsx';
import { ancestorsOf, isClosed } from './division-tree.ts';

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
    '@media (max-width: 1199px)': { width: '260px' },
  },
  title: { margin: 0, overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground3 },
  lines: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  facts: { display: 'grid', gridTemplateColumns: 'auto', rowGap: tokens.spacingVerticalXS, margin: 0 },
  term: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  fact: { margin: 0, overflowWrap: 'anywhere' },
});

interface DivisionDetailsProps {
  readonly node: DivisionNode;
  readonly nodes: readonly DivisionNode[];
  readonly today: string;
  readonly onPeople: (divisionId: string) => void;
}

/** What is known of the division chosen, and the way to its people. */
export function DivisionDetails({ node, nodes, today, onPeople }: DivisionDetailsProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const codes = useCodes();
  const { divisions, common } = texts;
  const types = codes('division', 'typeCode') ?? EMPTY_CODES;
  const above = ancestorsOf(nodes, node.id)
    .toReversed()
    .map((id) => nodes.find((other) => other.id === id)?.name ?? '');
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
          <StatusChip tone="draft" label={divisions.closed(format.date(node.liquidationDate))} />
        ) : (
          <StatusChip tone="done" label={divisions.open} />
        )}
      </div>
      <div className={styles.lines}>
        <Text>{divisions.ownPeople(node.ownPeople)}</Text>
        <Text>{divisions.branchPeople(node.branchPeople)}</Text>
        <Text>{divisions.branchRate(format.rate(node.branchRate))}</Text>
      </div>
      <div>
        <Button appearance="primary" onClick={() => onPeople(node.id)}>
          {divisions.people}
        </Button>
      </div>
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
