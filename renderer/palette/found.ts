import { COMMANDS, type CommandId, isFor } from '#shared/contract/commands.ts';
import {
  type FoundDivision,
  type FoundPerson,
  type FoundRequest,
  SEARCH_KINDS,
  type SearchFinds,
  type SearchKind,
} from '#shared/contract/search.ts';
import type { Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { commandName, commandPlace } from '#shared/text/command-texts.ts';
import {
  FIT,
  type Fit,
  fitOf,
  otherLayout,
  type SearchName,
  searchName,
  searchTerms,
} from '#shared/text/search-words.ts';
import type { Messages } from '#shared/text/translate.ts';

export interface FoundCommand {
  readonly id: CommandId;
  readonly fit: Fit;
  readonly name: string;
  /** The section it belongs to; null: the whole program. */
  readonly place: string | null;
  readonly keys: string | null;
}

/** A view of the staff list that the user keeps. */
export interface FoundView {
  readonly id: EntityId;
  readonly fit: Fit;
  readonly name: string;
}

/** What can be opened from the palette. */
export type Found =
  | { readonly kind: 'command'; readonly of: FoundCommand }
  | { readonly kind: 'view'; readonly of: FoundView }
  | { readonly kind: 'person'; readonly of: FoundPerson }
  | { readonly kind: 'division'; readonly of: FoundDivision }
  | { readonly kind: 'request'; readonly of: FoundRequest };
export type FoundKind = Found['kind'];

export interface FoundGroup {
  readonly kind: FoundKind | 'recent';
  readonly found: readonly Found[];
  /** How many there are, shown or not. */
  readonly total: number;
}

/** As it is searched for: by its name, and by what it is a part of. */
interface Listed {
  readonly ownName: SearchName;
  readonly wholeName: SearchName;
}
export type ListedCommand = Omit<FoundCommand, 'fit'> & Listed;
export type ListedView = Omit<FoundView, 'fit'> & Listed;

/** Commands of a role in the language chosen. */
export function listedCommands(texts: Messages, role: Role): ListedCommand[] {
  return [...COMMANDS].flatMap(([id, command]) => {
    if (!isFor(role, id) || id === 'palette') return [];
    const name = commandName(texts, id);
    const place = commandPlace(texts, command);
    const ownName = searchName(name);
    const wholeName = searchName(`${name} ${place ?? ''}`);
    return [{ id, name, place, keys: command.keys?.[0] ?? null, ownName, wholeName }];
  });
}

/** Views by their names in the language chosen. */
export function listedViews(texts: Messages, views: readonly { readonly id: EntityId; readonly name: string }[]) {
  const kind = texts.commands.palette.kinds.view;
  return views.map(
    ({ id, name }): ListedView => ({
      ...{ id, name, ownName: searchName(name), wholeName: searchName(`${name} ${kind}`) },
    }),
  );
}

/** The best first; all that fit. */
export function findCommands(commands: readonly ListedCommand[], text: string): FoundCommand[] {
  return findListed(commands, text).map(({ ownName: _, wholeName: __, ...command }) => command);
}

export function findViews(views: readonly ListedView[], text: string): FoundView[] {
  return findListed(views, text).map(({ id, name, fit }) => ({ id, name, fit }));
}

function findListed<L extends Listed>(all: readonly L[], text: string): (L & { readonly fit: Fit })[] {
  const found = fitting(all, text);
  const other = found.length === 0 ? otherLayout(text) : null;
  return other === null ? found : fitting(all, other);
}

function fitting<L extends Listed>(all: readonly L[], text: string): (L & { readonly fit: Fit })[] {
  const terms = searchTerms(text);
  return all
    .flatMap((one) => {
      const fit = fitOf(one.ownName, terms) ?? (fitOf(one.wholeName, terms) === null ? null : FIT.words);
      return fit === null ? [] : [{ ...one, fit }];
    })
    .sort((a, b) => a.fit - b.fit);
}

/** So many of each kind stand side by side; the rest is behind «показать все». */
export const SHOWN_OF_EACH = 6;

/** Groups with something in them, that with the best find first; equally good ones in the usual order. */
export function groupsOf(
  commands: readonly FoundCommand[],
  views: readonly FoundView[],
  finds: SearchFinds | undefined,
): FoundGroup[] {
  const groups: FoundGroup[] = [
    {
      kind: 'command',
      found: commands.slice(0, SHOWN_OF_EACH).map((of) => ({ kind: 'command', of })),
      total: commands.length,
    },
    { kind: 'view', found: views.slice(0, SHOWN_OF_EACH).map((of) => ({ kind: 'view', of })), total: views.length },
    ...(finds === undefined ? [] : SEARCH_KINDS.map((kind) => groupOf(kind, finds))),
  ];
  return groups
    .filter(({ found }) => found.length > 0)
    .sort((a, b) => (a.found[0]?.of.fit ?? FIT.words) - (b.found[0]?.of.fit ?? FIT.words));
}

export function groupOf(kind: SearchKind, finds: SearchFinds): FoundGroup {
  const { found, total } = finds[kind];
  return { kind, found: found.map((of) => ({ kind, of }) as Found), total };
}
