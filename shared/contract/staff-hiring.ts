import { z } from 'zod';
import { Instant } from '../domain/values.ts';
import { command, query } from './define.ts';

/** A hiring that is not finished, as it stands on the screen. */
export const HireDraft = z.object({
  /** Of the wizard, from 0. */
  step: z.number().int().min(0).max(9),
  /** Fields by their name in the form, as they were typed. */
  form: z.record(z.string().max(100), z.string().max(10_000).nullable()),
});
export type HireDraft = z.infer<typeof HireDraft>;

/** One unfinished hiring a user; nobody else sees it. A hiring that is done takes it along. */
export const hireDrafts = {
  hireDraft: query(['editor'], z.object({}), z.object({ draft: HireDraft.extend({ savedAt: Instant }).nullable() })),
  keepHireDraft: command(['editor'], HireDraft, z.object({})),
  dropHireDraft: command(['editor'], z.object({}), z.object({})),
};
