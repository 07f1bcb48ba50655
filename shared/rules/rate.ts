import { error, type Finding } from './finding.ts';

/** Hundredths of a full-time post: 0,01 … 1,50 of one contract (ФРМР card). */
export const RATE = { minimum: 1, maximum: 150 } as const;

/** НСИ 2.1.1.209: a combination (совмещение) is paid by an addition and may take no share of a post. */
const COMBINATION = '3';

/** @param positionType code of 2.1.1.209, where it is known */
export function checkRate(value: number, positionType?: string | null): Finding | null {
  if (value === 0 && positionType === COMBINATION) return null;
  return Number.isInteger(value) && value >= RATE.minimum && value <= RATE.maximum ? null : error('KD-2203');
}

/** `0,25`, `0.25`, `,25`, `1`, `1,5` → hundredths; null where the text is no such number. */
export function parseRate(typed: string): number | null {
  const parts = /^(?=[.,]?\d)(\d{0,4})(?:[.,](\d{1,2}))?$/.exec(typed.trim());
  if (parts === null) return null;
  return Number(parts[1] ?? '') * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
}

/** 25 → `0,25`. */
export function formatRate(hundredths: number): string {
  return `${Math.trunc(hundredths / 100)},${String(Math.abs(hundredths % 100)).padStart(2, '0')}`;
}
