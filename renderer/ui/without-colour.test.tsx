import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { REQUEST_STATES } from '#shared/domain/states.ts';
import { messages } from '#shared/text/translate.ts';
import type { CellMark } from '../grid/cell-mark.ts';
import { MarkIcon } from '../grid/grid-parts.tsx';
import { REQUEST_TONE, StatusChip, type Tone } from './status-chip.tsx';

const TONES = ['done', 'action', 'refused', 'draft', 'over', 'waiting', 'info'] as const satisfies readonly Tone[];
const MARKS = ['error', 'warning', 'locked', 'saving'] as const satisfies readonly CellMark['tone'][];
const shapeOf = (markup: string) => markup.match(/ d="([^"]+)"/)?.[1] ?? markup;

describe('told apart by who sees no colour', () => {
  it('a status has its word and an icon that no other status has', () => {
    const chips = TONES.map((tone) => renderToStaticMarkup(<StatusChip tone={tone} label={`слово ${tone}`} />));
    for (const [at, chip] of chips.entries()) expect(chip).toMatch(new RegExp(`<svg.*слово ${TONES[at]}`));
    expect(new Set(chips.map(shapeOf)).size).toBe(TONES.length);
  });

  it('states of a request with the same icon differ by their words, in every language', () => {
    for (const language of ['ru', 'en'] as const) {
      const { request } = messages(language).states;
      const words = REQUEST_STATES.map((state) => `${REQUEST_TONE[state]} ${request[state]}`);
      expect(new Set(words).size).toBe(REQUEST_STATES.length);
    }
  });

  it('a cell that is wrong, doubtful, locked or on its way has an icon of its own', () => {
    const icons = MARKS.map((tone) => renderToStaticMarkup(<MarkIcon mark={{ tone, changed: false, note: '' }} />));
    for (const icon of icons) expect(icon).toContain('kg-icon');
    expect(new Set(icons.map(shapeOf)).size).toBe(MARKS.length);
  });
});
