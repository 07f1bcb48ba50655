import type { Handlers } from '#shared/contract/index.ts';
import { userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import { ListStore } from './store.ts';

/** How users left their lists. Nobody else is concerned, so neither a request nor the journal is. */
export function createLists({ db }: { readonly db: Database }): Handlers<'lists', CallContext> {
  const store = new ListStore(db);
  return {
    look: ({ list }, context) => store.look(userOf(context).userId, list),
    keepLook({ list, look }, context) {
      store.keep(userOf(context).userId, list, look);
      return {};
    },
  };
}
