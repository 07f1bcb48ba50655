import { z } from 'zod';
import { ColumnLayout } from './staff-views.ts';

/** `contrast` is our own high contrast; that of the system is honoured under each of them. */
export const Theme = z.enum(['system', 'light', 'dark', 'contrast']);
export const Language = z.enum(['ru', 'en']);
export const DENSITIES = ['compact', 'comfortable'] as const;
export const FONT_SIZES = ['small', 'normal', 'large', 'largest'] as const;
/** Per cent of everything in the window. */
export const SCALES = [100, 125, 150, 175, 200] as const;

/** How this user likes the screen of this computer; never personal data. */
export const Preferences = z.object({
  theme: Theme,
  language: Language,
  density: z.enum(DENSITIES),
  fontSize: z.enum(FONT_SIZES),
  scale: z.literal(SCALES),
  /** How the columns of the staff grid lie now, in whatever view. */
  staffColumns: ColumnLayout,
});
export type Preferences = z.infer<typeof Preferences>;

export const USUAL_PREFERENCES: Preferences = {
  theme: 'system',
  language: 'ru',
  density: 'compact',
  fontSize: 'normal',
  scale: 100,
  staffColumns: { columns: [], frozen: 1 },
};

/** The next larger (`1`) or smaller (`-1`) scale; the last one stays. */
export function nextScale(scale: Preferences['scale'], step: 1 | -1): Preferences['scale'] {
  return SCALES[SCALES.indexOf(scale) + step] ?? scale;
}
