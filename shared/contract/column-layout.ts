import { z } from 'zod';

/** Of who has laid none: the first column stays in sight, the others follow. */
export const USUAL_LAYOUT = { columns: [], frozen: 1 };

/**
 * How the columns of a grid lie; columns that it does not name come last, as they usually are.
 *
 * @param most so many columns there are at most
 */
export function columnLayout<K extends z.ZodType<string>>(key: K, most: number) {
  return z.object({
    columns: z
      .array(
        z.object({
          key,
          /** Pixels; absent while the user has not pulled it. */
          width: z.number().int().min(40).max(2000).optional(),
          hidden: z.boolean(),
        }),
      )
      .max(most),
    /** So many of the shown ones stay in sight while the others are scrolled. */
    frozen: z.number().int().min(0).max(most),
  });
}
