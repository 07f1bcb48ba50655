import type { Division, StaffingDocument } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { EntityContext } from '#shared/rules/check-entity.ts';
import type { DivisionEntry, FieldContext } from '#shared/rules/check-field.ts';
import { treeOf } from '#shared/rules/division-tree.ts';
import type { Dictionaries } from './dictionaries/dictionaries.ts';
import type { EntityStore } from './entities/store.ts';
import type { Clock } from './ports.ts';

interface Known {
  readonly clock: Pick<Clock, 'today'>;
  readonly dictionaries: Pick<Dictionaries, 'find' | 'findStored'>;
  readonly entities: Pick<EntityStore, 'get'>;
  readonly division: (id: EntityId) => DivisionEntry | null;
  readonly divisions: () => readonly Division[];
  readonly staffingDocuments: () => readonly StaffingDocument[];
}

type DayContext = FieldContext & { readonly today: string };

export interface RuleContexts {
  /** For what somebody writes now. */
  readonly context: () => DayContext;
  /** For what is in the store: what a partly known dictionary lacks is not called an error. */
  readonly storedContext: () => DayContext;
  /** For rules that look at the whole organisation. */
  readonly wholeContext: () => EntityContext;
}

/** What the rules of `shared/rules` may know of an open store. */
export function ruleContexts({ clock, dictionaries, entities, ...known }: Known): RuleContexts {
  const context = () => ({
    today: clock.today(),
    dictionary: (oid: string, code: string) => dictionaries.find(oid, code),
    division: (id: EntityId) => known.division(id),
    staffingDocument: (id: EntityId) => entities.get('staffingDocument', id)?.entity ?? null,
  });
  const storedContext = () => ({
    ...context(),
    dictionary: (oid: string, code: string) => dictionaries.findStored(oid, code),
    division: (id: EntityId) => known.division(id) ?? undefined,
  });
  return {
    context,
    storedContext,
    wholeContext: () => ({
      ...storedContext(),
      divisions: treeOf(known.divisions()),
      staffingDocuments: known.staffingDocuments(),
    }),
  };
}
