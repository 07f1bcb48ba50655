import type { ImportProblem } from '#shared/contract/imports.ts';
import type { Building, Division } from '#shared/domain/entities.ts';
import { fieldNames } from '#shared/domain/fields.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { checkEntity } from '#shared/rules/check-entity.ts';
import { checkField, checkValue } from '#shared/rules/check-field.ts';
import type { Branch, DivisionTree } from '#shared/rules/division-tree.ts';
import { problemOf } from './changes.ts';
import type { PlanParts } from './plan.ts';
import type { Change, PlannedEntity, Values } from './planned.ts';

/** A division or a building. */
export interface PlannedPlace extends PlannedEntity {
  /** Fields that a row above has set. */
  readonly stated: Set<string>;
}

/** What a row is going to write, known before anything of it counts for the rows below. */
export interface Step {
  readonly entity: PlannedPlace;
  readonly kind: 'building' | 'division';
  readonly changes: readonly Change[];
}

type Known = ReadonlyMap<EntityId, PlannedPlace>;

/** What the rules say of the steps of one row. @param known divisions as the rows above have left them */
export function checkSteps(steps: readonly Step[], known: Known, parts: PlanParts): ImportProblem[] {
  return steps.flatMap((step) => {
    const { entity, kind, changes } = step;
    const problems = checkFields(step, parts);
    if (kind === 'division') problems.push(...checkFixed(step, known, parts));
    const tree = kind === 'division' ? treeAround(step, steps, known) : null;
    const context = tree === null ? parts.context : { ...parts.context, divisions: tree };
    const complete = { ...EMPTY[kind], ...wholeOf(step), id: entity.id } as unknown as Division & Building;
    for (const finding of checkEntity(kind, complete, context)) {
      const isNews = finding.code !== 'KD-2001' && changes.some(({ field }) => field === finding.field);
      const isSaid = problems.some(({ field }) => field === `${kind}.${finding.field}`);
      if (finding.severity === 'error' && isNews && !isSaid) problems.push(problemOf(kind, finding.field, finding));
    }
    const number = changes.length === 0 || entity.isNew ? null : parts.heldBy(kind, entity.id);
    if (number !== null) problems.push({ field: null, code: 'KD-3009', params: { number } });
    return problems;
  });
}

const EMPTY = {
  building: Object.fromEntries(fieldNames('building').map((field) => [field, null])),
  division: Object.fromEntries(fieldNames('division').map((field) => [field, null])),
};

function wholeOf({ entity, changes }: Step): Values {
  return { ...entity.values, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) };
}

function checkFields(step: Step, { context }: PlanParts): ImportProblem[] {
  const { entity, kind, changes } = step;
  const around = { ...context, entity: wholeOf(step) };
  return changes.flatMap(({ field, to }) => {
    // The public dictionary is the registry's own word about an OID; one that is there already is not replaced.
    const isOid = kind === 'division' && field === 'oid' && entity.values.oid == null;
    const finding = isOid ? checkValue(kind, field, to, around) : checkField(kind, field, to, around);
    return finding?.severity === 'error' ? [problemOf(kind, field, finding)] : [];
  });
}

/** What a division is stays once the registry knows it, and one with something open inside is not closed. */
function checkFixed({ entity, changes }: Step, known: Known, parts: PlanParts): ImportProblem[] {
  if (entity.isNew) return [];
  const problems: ImportProblem[] = [];
  for (const { field, from, to } of changes) {
    const isFixed = field === 'typeCode' && from !== null;
    if (isFixed && parts.entities.get('division', entity.id)?.remoteId != null) {
      problems.push(problemOf('division', field, { code: 'KD-2226' }));
    }
    if (field !== 'liquidationDate' || typeof to !== 'string') continue;
    const open = parts.openAfter(entity.id, to);
    const divisions = open.divisions.filter((id) => !isClosedBy(known.get(id), to)).length;
    const params = { divisions, people: open.people, positions: open.positions };
    if (divisions + open.people + open.positions > 0) {
      problems.push(problemOf('division', field, { code: 'KD-2227', params }));
    }
  }
  return problems;
}

/** A row above closes it too. */
function isClosedBy(division: PlannedPlace | undefined, day: string): boolean {
  const last = division?.values.liquidationDate;
  return typeof last === 'string' && last <= day;
}

/**
 * What the rules of the tree need: of a new division those above it, of one that moves all of them; null where a
 * division stays where it is.
 */
function treeAround(step: Step, steps: readonly Step[], known: Known): DivisionTree | null {
  const whole = wholeOf(step);
  if (!step.changes.some(({ field }) => field === 'parentId')) return null;
  const here = new Map(steps.map((one) => [one.entity.id, branchOf(one.entity.id, wholeOf(one))]));
  const branch = (id: EntityId): Branch | undefined => {
    const place = known.get(id);
    return here.get(id) ?? (place === undefined ? undefined : branchOf(id, place.values));
  };
  if (!step.entity.isNew)
    return new Map([...known].map(([id, { values }]) => [id, here.get(id) ?? branchOf(id, values)]));
  const tree = new Map<EntityId, Branch>();
  for (let at = whole.parentId; typeof at === 'string' && !tree.has(at); ) {
    const found = branch(at);
    if (found === undefined) break;
    tree.set(at, found);
    at = found.parentId;
  }
  return tree;
}

/** A planned division has at least what the rules of the tree ask for. */
function branchOf(id: EntityId, { parentId = null, level, name, liquidationDate = null }: Readonly<Values>): Branch {
  return { id, parentId, level, name, liquidationDate } as Branch;
}
