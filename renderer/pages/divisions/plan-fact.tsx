import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { DivisionNode } from '#shared/contract/areas.ts';
import type { StaffingFigures } from '#shared/contract/staffing.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { sumBelow } from './division-tree.ts';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
  head: {
    textAlign: 'end',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    padding: `0 0 ${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
  },
  name: { textAlign: 'start', fontWeight: tokens.fontWeightRegular, padding: `${tokens.spacingVerticalXXS} 0` },
  cell: {
    textAlign: 'end',
    padding: `${tokens.spacingVerticalXXS} 0 ${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
  },
  note: { color: tokens.colorNeutralForeground3 },
});

interface PlanFactProps {
  readonly node: DivisionNode;
  readonly nodes: readonly DivisionNode[];
  readonly figures: StaffingFigures | undefined;
}

/** Planned figures of a division beside what there is: people and rates of its branch, beds and visits of what is inside. */
export function PlanFact({ node, nodes, figures }: PlanFactProps) {
  const styles = useStyles();
  const { divisions, common } = useMessages();
  const format = useFormat();
  const below = sumBelow(nodes, node.id);
  const number = (value: number | null) => (value === null ? common.none : format.number(value));
  const all = [
    ['people', number(node.plannedPeople), number(node.branchPeople)],
    [
      'rate',
      figures === undefined ? common.none : format.rate(figures.rate),
      format.rate(figures?.busy ?? node.branchRate),
    ],
    ['beds', number(node.bedCount), number(below.bedCount)],
    ['visits', number(node.visitsPerShift), number(below.visitsPerShift)],
  ] as const;
  // Beds and visits are planned by few; people and rates by everybody.
  const rows = all.filter(
    ([row, plan, fact]) => row === 'people' || row === 'rate' || plan !== common.none || fact !== common.none,
  );
  return (
    <div>
      <table className={styles.table} aria-label={divisions.plan}>
        <thead>
          <tr>
            <td />
            <th scope="col" className={styles.head}>
              {divisions.planned}
            </th>
            <th scope="col" className={styles.head}>
              {divisions.fact}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([row, plan, fact]) => (
            <tr key={row}>
              <th scope="row" className={styles.name}>
                {divisions.planRows[row]}
                {(row === 'beds' || row === 'visits') && (
                  <Text block size={100} className={styles.note}>
                    {divisions.factBelow}
                  </Text>
                )}
              </th>
              <td className={styles.cell}>{plan}</td>
              <td className={styles.cell}>{fact}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {figures !== undefined && figures.vacancy > 0 && <Text>{divisions.vacancies(format.rate(figures.vacancy))}</Text>}
    </div>
  );
}
