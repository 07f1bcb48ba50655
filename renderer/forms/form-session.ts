import type { UseFormReturn } from 'react-hook-form';
import type { UnsavedValue } from '#shared/contract/edits.ts';
import type { Result } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { Format } from '../app/format.ts';
import { type CellAddress, cellId, type PendingEdit, type Refusal, type TypedValue } from '../grid/edit-buffer.ts';
import { EditSession, type Step } from '../grid/edit-session.ts';
import type { Codes } from '../grid/use-codes.ts';
import { BROKEN_OFF } from '../grid/use-typing.ts';
import type { FormEntity } from './entity-edits.ts';
import { type CardForm, entityOf, type FormValue, formName, isPicked, readForm, toForm } from './entity-form.ts';

/** What a session of a form works with; answers may change from one call to the next. */
export interface FormSessionPorts {
  readonly form: Pick<
    UseFormReturn<CardForm>,
    'getValues' | 'setValue' | 'reset' | 'resetField' | 'setError' | 'trigger'
  >;
  readonly codes: () => Codes;
  readonly format: () => Format;
  /** Local day, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Answers when the edits are on disk, all or none of them. */
  readonly write: (edits: FieldEdit[]) => Promise<Result<unknown>>;
  /** Takes the last step of what the form is about back, or does it again; null when there is none. */
  readonly take: (what: Step) => Promise<Result<readonly FieldEdit[] | null>>;
  /** In words, for below the field. */
  readonly reasonOf: (refusal: Refusal, field: string) => string;
  /** An undo or redo that came too late. */
  readonly onRefused: (refusal: Refusal, what: Step) => void;
}

interface Place {
  readonly entity: FormEntity;
  readonly field: string;
  readonly path: string;
}

/**
 * Writes the fields of a form as they are left, as the grid does with its cells, and takes them back by the same steps.
 * A refused value stays in its field with the reason and harms nothing else; it is tried again as soon as something
 * beside it is saved.
 */
export class FormSession {
  readonly #ports: FormSessionPorts;
  readonly #edits: EditSession<never>;
  #places = new Map<string, Place>();
  /** What the form was given for each field: anything else was typed by the user. */
  readonly #given = new Map<string, FormValue>();
  /** What is on disk and not in the entities yet. */
  readonly #written = new Map<string, FieldValue>();

  constructor(ports: FormSessionPorts, entities: readonly FormEntity[]) {
    this.#ports = ports;
    this.#edits = new EditSession<never>({
      apply: async (edits) => {
        const result = await ports.write([...edits]);
        if (!result.ok) return result;
        this.#saved(edits);
        return { ok: true, value: { rows: [] } };
      },
      take: async (what) => {
        const result = await ports.take(what);
        if (!result.ok) return result;
        this.#saved(result.value ?? []);
        return { ok: true, value: null };
      },
      rowsSaved: () => undefined,
      onRefused: (refusal, what) => what !== 'edit' && ports.onRefused(refusal, what),
    });
    for (const [path, value] of Object.entries(this.#place(entities))) this.#given.set(path, value);
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#edits.subscribe(listener);

  /** Fields whose value could not be saved. */
  readonly unsaved = (): number => this.#edits.state().invalid + this.#edits.state().refused;

  /** Something is typed into a field that was not left yet. */
  isTyping(): boolean {
    return [...this.#places.values()].some((place) => this.#isTyped(place.path) && this.#entry(place) === undefined);
  }

  /** What others wrote comes into the form, except where something is being typed. */
  take(entities: readonly FormEntity[]): void {
    const { form } = this.#ports;
    const typed = [...this.#places.keys()].filter((path) => this.#isTyped(path));
    const values = new Map(typed.map((path) => [path, form.getValues(path)]));
    this.#written.clear();
    const fresh = this.#place(entities);
    form.reset(fresh, { keepErrors: true });
    this.#given.clear();
    for (const [path, value] of Object.entries(fresh)) this.#given.set(path, value);
    for (const [path, value] of values) if (this.#places.has(path)) form.setValue(path, value);
    for (const entry of this.#edits.state().buffer.values()) {
      if (!entities.some(({ id }) => id === entry.id)) this.#edits.restore(entry);
    }
  }

  /** A picker has its value at once, a text when its field is left; until then it is not to be lost either. */
  changed(path: string): void {
    const place = this.#places.get(path);
    if (place === undefined) return;
    if (isPicked(place.entity.kind, place.field)) void this.leave(path);
    else this.#edits.typing(this.#isTyped(path) ? this.#brokenOff(place) : null);
  }

  /** Whether the field is one of this form. */
  readonly has = (cell: CellAddress): boolean => this.#placeOf(cell) !== undefined;

  /** Values typed and not written, the one still being typed last. */
  readonly typed = (): UnsavedValue[] => this.#edits.unsaved();

  /** Values kept from before a lock or a fall are in their fields again, where nothing newer was typed. */
  giveBack(values: readonly UnsavedValue[]): void {
    for (const value of values) {
      const place = this.#placeOf(value);
      // What a picker could not read is not known any more: an empty field would say something else.
      if (place === undefined || this.#isTyped(place.path) || (isPicked(value.kind, value.field) && value.to === null))
        continue;
      this.#edits.giveBack([value]);
      this.#ports.form.setValue(place.path, isPicked(value.kind, value.field) ? String(value.to) : (value.text ?? ''));
      this.#tell(place);
    }
  }

  /** What was written or given up elsewhere is not kept here either. */
  dropGivenBack(cells: readonly CellAddress[]): void {
    for (const cell of cells) {
      const place = this.#placeOf(cell);
      const isKept = place !== undefined && this.#entry(place) !== undefined;
      this.#edits.dropGivenBack([cell]);
      if (isKept && this.#entry(place) === undefined) this.#show(place.path, this.#given.get(place.path) ?? null);
    }
  }

  /** A field was left, or all of them when none is named; resolves when what may be written is on disk. */
  async leave(path?: string): Promise<void> {
    const left = [...this.#places.values()].filter((place) => path === undefined || place.path === path);
    // A day before another one, and that one set right now.
    if (await this.#send(left)) await this.retry();
  }

  /** Sends what could not be saved once more. */
  async retry(): Promise<void> {
    await this.#send(this.#waiting());
  }

  /** Gives what could not be saved up. @returns the fields */
  giveUp(): readonly string[] {
    const paths = this.#waiting().map(({ path }) => path);
    for (const path of paths) this.#show(path, this.#given.get(path) ?? null);
    this.#edits.restoreAll();
    return paths;
  }

  undo(): Promise<void> {
    return this.#edits.undo();
  }

  redo(): Promise<void> {
    return this.#edits.redo();
  }

  /** @returns whether something reached the disk */
  async #send(places: readonly Place[]): Promise<boolean> {
    for (const place of places) this.#forgetTakenBack(place);
    const sent = places.filter(({ path }) => this.#isTyped(path));
    if (sent.length === 0) return false;
    const before = this.#edits.state().saved;
    const typed = sent.map((place) => ({ place, ...this.#read(place) }));
    // The same in other words is no edit, and nobody goes on typing it.
    for (const { place, from, to, refusal } of typed) {
      if (refusal === null && to === from && this.#entry(place)?.status !== 'saving')
        this.#show(place.path, this.#given.get(place.path) ?? null);
    }
    const written = this.#edits.type(typed);
    this.#edits.typing(null);
    await written;
    for (const place of sent) this.#tell(place);
    return this.#edits.state().saved !== before;
  }

  /** Somebody typed the former value over what was refused: nothing of it waits any more. */
  #forgetTakenBack(place: Place): void {
    const entry = this.#entry(place);
    if (entry === undefined || entry.status === 'saving' || this.#isTyped(place.path)) return;
    this.#edits.restore(entry);
    this.#show(place.path, this.#given.get(place.path) ?? null);
  }

  /** Says below a field why its value is not saved. */
  #tell(place: Place): void {
    const { form, reasonOf } = this.#ports;
    const { status, refusal } = this.#entry(place) ?? {};
    if (refusal == null) return;
    if (status === 'invalid' && refusal.code !== BROKEN_OFF.code) {
      void form.trigger(place.path);
      return;
    }
    form.setError(place.path, { type: 'program', message: reasonOf(refusal, `${place.entity.kind}.${place.field}`) });
  }

  #brokenOff(place: Place): UnsavedValue {
    const { refusal: _, ...typed } = this.#read(place);
    return { ...typed, to: null, status: 'invalid', refusal: BROKEN_OFF };
  }

  #placeOf({ id, field }: CellAddress): Place | undefined {
    return [...this.#places.values()].find(({ entity, field: own }) => entity.id === id && own === field);
  }

  #read({ entity, field, path }: Place): TypedValue {
    const { kind, id, name, values } = entity;
    const { form } = this.#ports;
    const today = this.#ports.today();
    const given = form.getValues(path);
    const around = {
      today,
      codes: this.#ports.codes()(kind, field),
      entity: entityOf(name, kind, form.getValues(), { today }),
    };
    const { value: to, refusal } = readForm(kind, field, given, around);
    const cell = { kind, id, field };
    const from = this.#edits.seen(cell, this.#written.get(cellId(cell)) ?? values[field] ?? null);
    return { ...cell, from, to, text: given ?? '', refusal };
  }

  #saved(edits: readonly FieldEdit[]): void {
    const { format } = this.#ports;
    for (const { kind, id, field, to } of edits) {
      this.#written.set(cellId({ kind, id, field }), to);
      const place = this.#placeOf({ kind, id, field });
      if (place === undefined) continue;
      const { path, entity } = place;
      const shown = toForm(entity.name, kind, { ...entity.values, [field]: to }, format())[path] ?? null;
      // Something else typed meanwhile stays: it has a way of its own.
      if (!this.#isTyped(path) || this.#read(place).to === to) this.#show(path, shown);
      this.#given.set(path, shown);
    }
  }

  /** Registered fields forget their error too. */
  #show(path: string, value: FormValue): void {
    this.#ports.form.setValue(path, value);
    this.#ports.form.resetField(path, { defaultValue: value ?? null });
  }

  #isTyped(path: string): boolean {
    return this.#ports.form.getValues(path) !== this.#given.get(path);
  }

  #waiting(): Place[] {
    return [...this.#places.values()].filter((place) => this.#entry(place) !== undefined);
  }

  #entry({ entity: { kind, id }, field }: Place): PendingEdit | undefined {
    return this.#edits.state().buffer.get(cellId({ kind, id, field }));
  }

  /** @returns what the form shows of the entities */
  #place(entities: readonly FormEntity[]): CardForm {
    const format = this.#ports.format();
    const shown: CardForm = {};
    this.#places = new Map();
    for (const entity of entities) {
      const fields = toForm(entity.name, entity.kind, entity.values, format);
      Object.assign(shown, fields);
      for (const path of Object.keys(fields)) {
        const field = path.slice(formName(entity.name, '').length);
        this.#places.set(path, { entity, field, path });
      }
    }
    return shown;
  }
}
