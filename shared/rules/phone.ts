import { error, type Finding } from './finding.ts';

/** Stored form of a Russian number: `+7` and ten digits, the area code does not begin with 0, 1, 2 (E.164 and the national numbering plan). */
export function checkPhone(value: string): Finding | null {
  return /^\+7[3-9]\d{9}$/.test(value) ? null : error('KD-2121');
}

/** `8 (916) 123-45-67`, `79161234567` → `+79161234567`; anything else comes back without separators. */
export function normalisePhone(typed: string): string {
  const bare = typed.trim().replaceAll(/[\s().–—−‑-]/g, '');
  if (/^[78]\d{10}$/.test(bare)) return `+7${bare.slice(1)}`;
  return /^\+?\d+$/.test(bare) ? bare : typed.trim();
}

/** `+79161234567` → `+7 916 123-45-67`; what has another shape is shown as it is. */
export function formatPhone(value: string): string {
  const parts = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(value);
  return parts === null ? value : `+7 ${parts[1]} ${parts[2]}-${parts[3]}-${parts[4]}`;
}
