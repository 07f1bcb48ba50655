import type { ImportField, ImportProblem, ImportRow } from '#shared/contract/imports.ts';
import type { StaffingDocument } from '#shared/domain/entities.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { checkField } from '#shared/rules/check-field.ts';
import { foldText } from '#shared/text/fold.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { Subject } from '../entities/subject.ts';
import { creationOf } from '../entities/writing.ts';
import { type Cell, cellText, type TableRow } from './cells.ts';
import { problemOf, updateOf } from './changes.ts';
import { changesBetween } from './matching.ts';
import { type GivenOrganisation, organisationProblems, readOrganisation } from './organisation.ts';
import type { Planner, PlanParts, Reading } from './plan.ts';
import type { PlannedEntity, PlannedRow, Values } from './planned.ts';
import { RowDraft } from './row-draft.ts';
import { givenCells, readField } from './values.ts';

/** What a row says of a staffing table and one post of it. */
interface StaffingRow {
  readonly document: Values;
  readonly position: Values;
  readonly organisation: GivenOrganisation;
  readonly title: string;
  readonly problems: ImportProblem[];
  readonly notes: ImportRow['notes'];
}

interface PlannedPosition extends PlannedEntity {
  /** A row above is about it. */
  claimed: boolean;
}

/** A staffing table with its posts by division and post. */
interface PlannedDocument extends PlannedEntity {
  readonly positions: Map<string, PlannedPosition[]>;
}

/**
 * Rows of a staffing table, one post of a division each. A file that names no table is about the one that is being
 * prepared, else about the one in force, else about a new one.
 */
export class StaffingPlanner implements Planner {
  readonly #parts: PlanParts;
  readonly #reading: Reading;
  readonly #documents: PlannedDocument[];

  constructor(parts: PlanParts, reading: Reading) {
    this.#parts = parts;
    this.#reading = reading;
    const { organisation, entities } = parts;
    const stored = organisation === null ? [] : entities.list('staffingDocument', 'organisationId', organisation.id);
    this.#documents = [...stored]
      .sort((a, b) => rank(a.entity) - rank(b.entity))
      .map(({ entity }) => this.#known(entity));
  }

  plan(batch: readonly TableRow[]): PlannedRow[] {
    return batch.map(({ row, cells }) => {
      const values = this.#read(cells);
      const draft = new RowDraft(row, values.title, values, this.#reading.decisions.get(row) ?? null);
      draft.problems.push(...organisationProblems(values.organisation, this.#parts.organisation));
      if (this.#parts.organisation === null) {
        draft.problems.push(problemOf('staffingDocument', 'organisationId', { code: 'KD-2001' }));
      }
      for (const field of ['divisionId', 'postCode', 'rate']) {
        const isNamed = draft.problems.some((problem) => problem.field === `staffingPosition.${field}`);
        if (values.position[field] === undefined && !isNamed) {
          draft.problems.push(problemOf('staffingPosition', field, { code: 'KD-2001' }));
        }
      }
      return draft.problems.length > 0 ? draft.wrong() : this.#compare(draft);
    });
  }

  finish(): PlannedRow[] {
    return [];
  }

  #known(entity: StaffingDocument): PlannedDocument {
    const positions: PlannedDocument['positions'] = new Map();
    for (const { entity: position } of this.#parts.entities.list('staffingPosition', 'documentId', entity.id)) {
      add(positions, { id: position.id, isNew: false, values: { ...position }, claimed: false });
    }
    return { id: entity.id, isNew: false, values: { ...entity }, positions };
  }

  #read(cells: readonly Cell[]): StaffingRow {
    const { lookups, context } = this.#parts;
    const { today } = context;
    const read: StaffingRow = {
      document: {},
      position: {},
      organisation: new Map(),
      title: '',
      problems: [],
      notes: [],
    };
    const words = new Map<ImportField, string>();
    for (const { field, cell } of givenCells(cells, this.#reading.columns)) {
      if (readOrganisation(read.organisation, field, cell)) continue;
      words.set(field, cellText(cell).trim());
      const [kind, name] = field.split('.') as ['staffingDocument' | 'staffingPosition', string];
      if (PLACES.includes(field)) continue;
      const value = readField(kind, name, cell, { today, day: today, lookups });
      if (value === undefined) read.problems.push(problemOf(kind, name, { code: 'KD-2004' }));
      else (kind === 'staffingDocument' ? read.document : read.position)[name] = value;
    }
    this.#place(read, words);
    const [division = '', post = ''] = [
      words.get('staffingPosition.divisionId') ?? words.get('staffingPosition.branch'),
      words.get('staffingPosition.localPostName') ?? words.get('staffingPosition.postCode'),
    ];
    return { ...read, title: [post, division].filter((part) => part !== '').join(', ') };
  }

  /** The OID tells the division exactly, then its name, then the name of the kind of branch. */
  #place({ position, problems }: StaffingRow, words: ReadonlyMap<ImportField, string>): void {
    const { lookups, context } = this.#parts;
    const oid = words.get('staffingPosition.divisionOid');
    const name = words.get('staffingPosition.divisionId') ?? words.get('staffingPosition.branch');
    if (oid === undefined && name === undefined) return;
    const byOid = oid === undefined ? null : lookups.divisionByOid(oid);
    const [found, second] = byOid !== null ? [byOid] : lookups.divisionsByName(name ?? '', context.today);
    if (found === undefined || second !== undefined) {
      problems.push(
        problemOf('staffingPosition', 'divisionId', { code: second === undefined ? 'KD-2004' : 'KD-2303' }),
      );
    } else position.divisionId = found;
  }

  #compare(draft: RowDraft<StaffingRow>): PlannedRow {
    const { document: said, position } = draft.values;
    const document = this.#documentOf(said);
    const candidates = (document.positions.get(keyOf(position)) ?? []).filter(({ claimed }) => !claimed);
    const found = candidates.find(({ values }) => isAlike(values, position)) ?? candidates[0];
    const isRepeated = found === undefined && document.positions.get(keyOf(position)) !== undefined;
    if (isRepeated && draft.doubt('repeated', draft.values.title, ['new', 'skip']) !== 'new') return draft.undecided();
    const target = found ?? { id: this.#parts.ids.next(), isNew: true, values: {}, claimed: false };
    const documentChanges = changesBetween('staffingDocument', document.values, said);
    const changes = changesBetween('staffingPosition', target.values, position);
    draft.problems.push(
      ...this.#check('staffingDocument', document, documentChanges),
      ...this.#check('staffingPosition', target, changes),
    );
    if (draft.problems.length > 0) return draft.wrong();
    const written: RecordedChange[] = this.#document(document, documentChanges);
    for (const { field, to } of changes) target.values[field] = to;
    target.claimed = true;
    if (found === undefined) {
      add(document.positions, target);
      target.values.documentId = document.id;
      written.push(creationOf('staffingPosition', target.id, target.values, subjectOf(document)));
    } else written.push(...updateOf('staffingPosition', target.id, changes, subjectOf(document)));
    if (written.length === 0) return draft.same();
    return draft.taken(found === undefined ? 'new' : 'changed', written, (value) => this.#nameOf(value));
  }

  #documentOf({ number }: Readonly<Values>): PlannedDocument {
    const [first] = this.#documents;
    const named = this.#documents.find(({ values }) => foldText(String(values.number)) === foldText(String(number)));
    const found = number === undefined ? first : named;
    if (found !== undefined) return found;
    return { id: this.#parts.ids.next(), isNew: true, values: {}, positions: new Map() };
  }

  /** What a row changes of its table; the first row of a new one makes it. */
  #document(document: PlannedDocument, changes: ReturnType<typeof changesBetween>): RecordedChange[] {
    const isFirst = !this.#documents.includes(document);
    for (const { field, to } of changes) document.values[field] = to;
    if (!isFirst) return updateOf('staffingDocument', document.id, changes, subjectOf(document));
    Object.assign(document.values, {
      organisationId: this.#parts.organisation?.id ?? null,
      number: document.values.number ?? UNNUMBERED,
      staffingStatus: 'draft',
    });
    this.#documents.unshift(document);
    return [creationOf('staffingDocument', document.id, document.values, subjectOf(document))];
  }

  #check(
    kind: 'staffingDocument' | 'staffingPosition',
    entity: PlannedEntity,
    changes: ReturnType<typeof changesBetween>,
  ): ImportProblem[] {
    const around = { ...this.#parts.context, entity: { ...entity.values, beginDate: this.#parts.context.today } };
    const problems: ImportProblem[] = changes.flatMap(({ field, to }) => {
      const finding = checkField(kind, field, to, around);
      return finding?.severity === 'error' ? [problemOf(kind, field, finding)] : [];
    });
    const held = changes.length === 0 || entity.isNew ? null : this.#parts.heldBy(kind, entity.id);
    return held === null ? problems : [...problems, { field: null, code: 'KD-3009', params: { number: held } }];
  }

  #nameOf(value: FieldValue): FieldValue {
    return this.#parts.lookups.divisions().find(({ id }) => id === value)?.name ?? value;
  }
}

/** Columns that together lead to a division. */
const PLACES: readonly ImportField[] = [
  'staffingPosition.divisionOid',
  'staffingPosition.divisionId',
  'staffingPosition.branch',
];

/** «Без номера»: a table has to be called something until its order gives it a number. */
const UNNUMBERED = 'б/н';

/** One that is prepared comes before the one in force, younger before older; archived ones last. */
function rank({ staffingStatus }: StaffingDocument): number {
  return ['draft', 'active', 'archive'].indexOf(staffingStatus);
}

function subjectOf({ id }: PlannedDocument): Subject {
  return { kind: 'staffingDocument', id };
}

function keyOf({ divisionId, postCode, localPostName }: Readonly<Values>): string {
  return `${divisionId} ${postCode} ${foldText(String(localPostName ?? ''))}`;
}

function isAlike(stored: Readonly<Values>, given: Readonly<Values>): boolean {
  return changesBetween('staffingPosition', stored, given).length === 0;
}

function add(positions: PlannedDocument['positions'], position: PlannedPosition): void {
  const key = keyOf(position.values);
  positions.set(key, [...(positions.get(key) ?? []), position]);
}
