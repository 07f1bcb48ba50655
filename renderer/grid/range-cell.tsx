import { useCallback, useSyncExternalStore } from 'react';
import { Cell, type CellRendererProps } from 'react-data-grid';
import { type GridSelection, PART } from './grid-selection.ts';

interface RangeCellProps<R> extends CellRendererProps<R, unknown> {
  readonly selection: GridSelection;
}

const CLASSES: readonly (readonly [part: number, className: string])[] = [
  [PART.chosen, 'kg-chosen'],
  [PART.top, 'kg-chosen-top'],
  [PART.right, 'kg-chosen-right'],
  [PART.bottom, 'kg-chosen-bottom'],
  [PART.left, 'kg-chosen-left'],
  [PART.corner, 'kg-corner'],
  [PART.fill, 'kg-fill'],
];

/** A cell that knows whether it is among those chosen. */
export function RangeCell<R>({ selection, className, ...props }: RangeCellProps<R>) {
  const { rowIdx, isCellActive } = props;
  const { idx } = props.column;
  // The same function while the place is the same: with another one every cell would have an effect to run.
  const partNow = useCallback(() => selection.partOf({ rowIdx, idx }), [selection, rowIdx, idx]);
  const part = useSyncExternalStore(selection.subscribe, partNow);
  const own =
    part === 0
      ? ''
      : CLASSES.filter(([bit]) => (part & bit) !== 0)
          .map(([, name]) => ` ${name}`)
          .join('');
  const all = `${className ?? ''}${own}${isCellActive ? ' kg-here' : ''}`;
  return (
    <Cell
      {...props}
      {...(all === '' ? {} : { className: all })}
      aria-selected={isCellActive || (part & PART.chosen) !== 0}
    />
  );
}
