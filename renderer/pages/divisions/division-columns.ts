import { useMemo } from 'react';
import type { DivisionNode } from '#shared/contract/areas.ts';
import type { StaffingFigures } from '#shared/contract/staffing.ts';
import { DIVISION_LEVELS } from '#shared/domain/entities.ts';
import { fieldNames } from '#shared/domain/fields.ts';
import { isClosed } from '#shared/rules/division-tree.ts';
import { fieldLabel, type Messages } from '#shared/text/translate.ts';
import { useMessages } from '../../app/i18n.tsx';
import { type CodeIndex, EMPTY_CODES, indexCodes } from '../../grid/code-index.ts';
import type { GridColumn, ValueColumn } from '../../grid/grid-model.ts';
import { type Codes, fixedCodes } from '../../grid/use-codes.ts';

const NUMBER = { align: 'end', width: 108 } as const;
/** In the order in which they stand. */
const LOOKS = {
  name: { width: 320, frozen: true },
  type: { width: 150 },
  own: NUMBER,
  branch: { ...NUMBER, width: 132 },
  planned: { ...NUMBER, width: 92 },
  rate: { ...NUMBER, width: 120 },
  vacancy: { ...NUMBER, width: 92 },
  state: { width: 160 },
  oid: { width: 320 },
} as const satisfies Readonly<Record<string, Pick<GridColumn<DivisionNode>, 'width' | 'align' | 'frozen'>>>;

export type DivisionColumn = keyof typeof LOOKS;
const KEYS = Object.keys(LOOKS) as DivisionColumn[];
const STATES = ['open', 'closed'] as const;
/** Where the tree unfolds: without it the list would be no tree. */
export const TREE_COLUMN = 'name' satisfies DivisionColumn;

type Own = 'name' | 'typeCode' | 'liquidationDate' | 'oid';
/** What has no column of its own is told of in the column that comes nearest to it. */
const ALSO: Readonly<Record<Own, readonly string[]>> = {
  name: fieldNames('division').filter(
    (name) => !['name', 'typeCode', 'level', 'liquidationDate', 'oid'].includes(name),
  ),
  typeCode: ['level'],
  liquidationDate: [],
  oid: [],
};

type Figures = ReadonlyMap<string, StaffingFigures>;

/** Columns of the tree. @param figures sums of each branch in the staffing table of the day */
export function useDivisionColumns(codes: Codes, figures: Figures, today: string): readonly GridColumn<DivisionNode>[] {
  const texts = useMessages();
  return useMemo(() => {
    const choices: Partial<Record<DivisionColumn, CodeIndex>> = {
      type: typesAndLevels(codes, texts),
      state: fixedCodes(STATES, { open: texts.divisions.open, closed: texts.divisions.closedState }),
    };
    return divisionValues(figures, today).map(({ key, ...value }) => ({
      ...value,
      ...LOOKS[key],
      key,
      label: key === 'oid' ? fieldLabel(texts, 'division.oid') : texts.divisions.columns[key],
      codes: choices[key],
    }));
  }, [codes, texts, figures, today]);
}

/** What the columns hold. */
export function divisionValues(
  figures: Figures,
  today: string,
): readonly (ValueColumn<DivisionNode> & { readonly key: DivisionColumn })[] {
  const field = (name: Own) => ({ kind: 'division', field: name, also: ALSO[name], idOf }) as const;
  const columns: Readonly<Record<DivisionColumn, Omit<ValueColumn<DivisionNode>, 'key'>>> = {
    name: { source: field('name'), valueOf: ({ name }) => name },
    // What stands inside a division has no type of the registry: it is what it is by its level.
    type: { source: field('typeCode'), valueOf: ({ typeCode, level }) => typeCode ?? level },
    own: { computed: 'number', valueOf: ({ ownPeople }) => ownPeople },
    branch: { computed: 'number', valueOf: ({ branchPeople }) => branchPeople },
    planned: { computed: 'rate', valueOf: ({ id }) => figures.get(id)?.rate ?? null },
    rate: { computed: 'rate', valueOf: ({ id, branchRate }) => figures.get(id)?.busy ?? branchRate },
    vacancy: { computed: 'rate', valueOf: ({ id }) => figures.get(id)?.vacancy || null },
    state: {
      source: field('liquidationDate'),
      computed: 'code',
      valueOf: (node): (typeof STATES)[number] => (isClosed(node, today) ? 'closed' : 'open'),
      endOf: ({ liquidationDate }) => liquidationDate,
    },
    oid: { source: field('oid'), valueOf: ({ oid }) => oid },
  };
  return KEYS.map((key) => ({ ...columns[key], key }));
}

const idOf = ({ id }: DivisionNode) => id;

function typesAndLevels(codes: Codes, texts: Messages): CodeIndex {
  const types = codes('division', 'typeCode') ?? EMPTY_CODES;
  const levels = fixedCodes(DIVISION_LEVELS, texts.states.divisionLevel);
  return indexCodes([...types.options, ...levels.options]);
}
