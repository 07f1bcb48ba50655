import { DeskError } from '#shared/contract/result.ts';

/** What a file of a dictionary may hold at most; looked at before anything is parsed. */
export const LIMITS = {
  /** Bytes of the file, and of everything that an archive holds. */
  size: 200 * 1024 * 1024,
  /** Files in an archive. */
  entries: 2_000,
  /** Unpacked to packed. */
  ratio: 100,
  rows: 200_000,
  columns: 200,
  /** Characters of one cell. */
  cell: 32_767,
  /** Bytes of one XML or JSON text. */
  text: 50 * 1024 * 1024,
  /** Elements inside each other. */
  depth: 100,
} as const;

export type Limit = keyof typeof LIMITS;

/** Below this an entry is let through whatever its ratio: short texts of one repeated word are no attack. */
const SMALL = 1024 * 1024;

/** @throws DeskError KD-6202 */
export function overLimit(what: Limit): DeskError {
  const maximum = LIMITS[what];
  return new DeskError('KD-6202', { params: { what, maximum: maximum >= SMALL ? maximum / SMALL : maximum } });
}

/** @throws DeskError KD-6202 when `amount` is more than the limit */
export function limit(what: Limit, amount: number): void {
  if (amount > LIMITS[what]) throw overLimit(what);
}

/** @throws DeskError KD-6202 when so much came out of so little */
export function limitRatio(packed: number, unpacked: number): void {
  if (unpacked > SMALL && unpacked > packed * LIMITS.ratio) throw overLimit('ratio');
}
