import { z } from 'zod';
import { EntityId } from '../domain/values.ts';
import { query } from './define.ts';

/** Papers about one person, each a page in a window of its own. Journalled. @throws KD-3008 no such person · KD-6005 nothing about them is approved */
export const papers = {
  /** What is approved, with the list of attached files. */
  portfolio: query('signed-in', z.object({ personId: EntityId }), z.object({})),
};
