import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import { BuiltInView, type staffViews } from '#shared/contract/staff-views.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { Ids } from '../ports.ts';
import { SavedViewsStore } from './saved-views-store.ts';

type SavedViewHandlers = Pick<Handlers<'staff', CallContext>, keyof typeof staffViews>;

/** Views that users keep. Nobody else is concerned, so neither a request nor the journal is. */
export function createSavedViews({ db, ids }: { readonly db: Database; readonly ids: Ids }): SavedViewHandlers {
  const store = new SavedViewsStore(db);
  const stand = (userId: EntityId) => ({ views: store.of(userId), opensWith: store.opensWith(userId) });

  function own(userId: EntityId, id: EntityId): EntityId {
    if (!store.has(userId, id)) throw new DeskError('KD-3008');
    return id;
  }

  return {
    savedViews: (_input, context) => stand(userOf(context).userId),
    saveView(view, context) {
      const { userId } = userOf(context);
      const id = view.id === null ? ids.next() : own(userId, view.id);
      const namesake = store.idOf(userId, view.name);
      if (namesake !== undefined && namesake !== id) throw new DeskError('KD-3021', { params: { name: view.name } });
      store.put(userId, { ...view, id });
      return { ...stand(userId), id };
    },
    removeView({ id }, context) {
      const { userId } = userOf(context);
      own(userId, id);
      db.transaction(() => store.remove(userId, id)).immediate();
      return stand(userId);
    },
    openWithView({ view }, context) {
      const { userId } = userOf(context);
      store.openWith(userId, BuiltInView.safeParse(view).success ? view : own(userId, view));
      return stand(userId);
    },
  };
}
