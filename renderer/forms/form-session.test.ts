import { createFormControl } from 'react-hook-form';
import { beforeEach, describe, expect, it } from 'vitest';
import type { UnsavedValue } from '#shared/contract/edits.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { createFormat } from '../app/format.ts';
import type { FormEntity } from './entity-edits.ts';
import { type CardForm, formName, toForm } from './entity-form.ts';
import { FormSession } from './form-session.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const format = createFormat('ru');
const person = (values: Record<string, FieldValue>): FormEntity => ({
  name: 'person',
  kind: 'person',
  id: ID,
  values: { lastName: 'Иванова', firstName: 'Мария', phone: null, email: null, sex: '2', ...values },
});
const path = (field: string) => formName('person', field);

let form: ReturnType<typeof createFormControl<CardForm>>;
let session: FormSession;
let disk: Record<string, FieldValue>;
let written: string[];
/** Refused by the program, as long as it stands here. */
let refusals: Map<string, ErrorCode>;
let told: string[];
/** As the program keeps them. */
let steps: FieldEdit[][];
let undone: FieldEdit[][];
/** Until then a write, or a step, is not acknowledged. */
let slow: { readonly write: Promise<void>; readonly step: Promise<void> };

beforeEach(() => {
  const entity = person({});
  disk = { ...entity.values };
  written = [];
  told = [];
  steps = [];
  undone = [];
  slow = { write: Promise.resolve(), step: Promise.resolve() };
  refusals = new Map();
  form = createFormControl<CardForm>({ defaultValues: toForm('person', 'person', entity.values, format) });
  // As React does when the form is shown.
  form.control._state.mount = true;
  for (const field of Object.keys(entity.values)) form.register(path(field));
  session = new FormSession(
    {
      form,
      codes: () => () => undefined,
      format: () => format,
      today: () => '2026-11-21',
      write: async (edits: FieldEdit[]) => {
        await slow.write;
        const refused = edits.find(({ field }) => refusals.has(field));
        const stale = edits.find(({ field, from }) => (disk[field] ?? null) !== from);
        const fault = refused ?? stale;
        if (fault !== undefined) {
          const code = refusals.get(fault.field) ?? 'KD-3001';
          return { ok: false, error: { code, field: `person.${fault.field}`, params: { id: ID }, correlationId: '' } };
        }
        for (const { field, to } of edits) {
          disk[field] = to;
          written.push(`${field}=${to}`);
        }
        steps.push(edits);
        return { ok: true, value: null };
      },
      take: async (what) => {
        const step = (what === 'undo' ? steps : undone).pop();
        await slow.step;
        if (step === undefined) return { ok: true, value: null };
        (what === 'undo' ? undone : steps).push(step);
        const edits = what === 'redo' ? step : step.map((edit) => ({ ...edit, from: edit.to, to: edit.from }));
        if (edits.some(({ field, from }) => disk[field] !== from)) {
          return { ok: false, error: { code: 'KD-3001', correlationId: '' } };
        }
        for (const { field, to } of edits) disk[field] = to;
        return { ok: true, value: edits };
      },
      reasonOf: ({ code }, field) => `${field} ${code}`,
      onRefused: ({ code }, what) => told.push(`${what} ${code}`),
    },
    [entity],
  );
});

async function type(field: string, text: string): Promise<void> {
  form.setValue(path(field), text);
  await session.leave(path(field));
}
const errorOf = (field: string) => form.getFieldState(path(field)).error?.message;

describe('a field that is left', () => {
  it('is written at once, in stored form, and shown as it is stored', async () => {
    await type('phone', '8 916 123 45 67');
    expect(disk.phone).toBe('+79161234567');
    expect(form.getValues(path('phone'))).not.toBe('8 916 123 45 67');
    expect(session.unsaved()).toBe(0);
  });

  it('writes nothing when nothing was typed, or the same in other words', async () => {
    await session.leave(path('lastName'));
    await session.leave();
    await type('phone', '+79161234567');
    await type('phone', '8 (916) 123-45-67');
    expect(written).toEqual(['phone=+79161234567']);
  });

  it('shows what is stored when that was typed in other words, and is not taken for being typed into', async () => {
    await type('phone', '+79161234567');
    const shown = form.getValues(path('phone'));
    await type('phone', '8 (916) 123-45-67');
    expect(form.getValues(path('phone'))).toBe(shown);
    expect(session.isTyping()).toBe(false);
  });

  it('is edited again from the value just written, before the card is read anew', async () => {
    await type('lastName', 'Петрова');
    await type('lastName', 'Сидорова');
    expect(disk.lastName).toBe('Сидорова');
  });

  it('of a picker is written as soon as something is picked', async () => {
    form.setValue(path('sex'), '1');
    session.changed(path('sex'));
    form.setValue(path('lastName'), 'Пет');
    session.changed(path('lastName'));
    await Promise.resolve();
    await session.retry();
    expect(written).toEqual(['sex=1']);
  });
});

describe('a refused value', () => {
  it('stays in its field with the reason, and the rest is saved', async () => {
    await type('email', 'not an address');
    refusals.set('lastName', 'KD-2105');
    await type('lastName', 'Петрова');
    await type('phone', '+79161234567');
    expect(form.getValues(path('email'))).toBe('not an address');
    expect(errorOf('lastName')).toBe('person.lastName KD-2105');
    expect([disk.phone, disk.lastName, disk.email]).toEqual(['+79161234567', 'Иванова', null]);
    expect(session.unsaved()).toBe(2);
  });

  it('is tried again when something beside it is saved', async () => {
    refusals.set('lastName', 'KD-2105');
    await type('lastName', 'Петрова');
    refusals.clear();
    await type('phone', '+79161234567');
    expect(disk.lastName).toBe('Петрова');
    expect([session.unsaved(), errorOf('lastName')]).toEqual([0, undefined]);
  });

  it('can be given up', async () => {
    refusals.set('lastName', 'KD-2105');
    await type('lastName', 'Петрова');
    session.giveUp();
    expect([form.getValues(path('lastName')), session.unsaved(), errorOf('lastName')]).toEqual([
      'Иванова',
      0,
      undefined,
    ]);
  });
});

describe('a refused value over which the former one was typed', () => {
  it('waits no more, and its reason goes', async () => {
    refusals.set('lastName', 'KD-2105');
    await type('lastName', 'Петрова');
    await type('lastName', 'Иванова');
    expect([session.unsaved(), session.typed(), errorOf('lastName')]).toEqual([0, [], undefined]);
    expect(written).toEqual([]);
  });
});

describe('what others wrote', () => {
  it('comes into the form, except where something is being typed', () => {
    form.setValue(path('firstName'), 'Мар');
    session.take([person({ lastName: 'Петрова', firstName: 'Анна' })]);
    expect([form.getValues(path('lastName')), form.getValues(path('firstName'))]).toEqual(['Петрова', 'Мар']);
  });

  it('does not hide that a value is not saved', async () => {
    refusals.set('lastName', 'KD-2105');
    await type('lastName', 'Петрова');
    session.take([person({ phone: '+79161234567' })]);
    expect([form.getValues(path('lastName')), session.unsaved()]).toEqual(['Петрова', 1]);
    expect(errorOf('lastName')).toBe('person.lastName KD-2105');
  });

  it('takes away what waits for a record that is gone', async () => {
    refusals.set('lastName', 'KD-2105');
    await type('lastName', 'Петрова');
    session.take([]);
    expect(session.unsaved()).toBe(0);
  });
});

describe('undo', () => {
  it('takes the last field back, and redo does it again', async () => {
    await type('lastName', 'Петрова');
    await type('phone', '+79161234567');
    await session.undo();
    expect([disk.phone, disk.lastName]).toEqual([null, 'Петрова']);
    expect(form.getValues(path('phone'))).toBe('');
    await session.undo();
    await session.redo();
    expect([disk.phone, disk.lastName]).toEqual([null, 'Петрова']);
    expect(form.getValues(path('lastName'))).toBe('Петрова');
  });

  it('says so when it comes too late', async () => {
    await type('lastName', 'Петрова');
    disk.lastName = 'Другая';
    await session.undo();
    expect(told).toEqual(['undo KD-3001']);
  });

  it('takes back the field just left, however early the key comes, with the card read again in between', async () => {
    const [write, step] = [gate(), gate()];
    slow = { write: write.passed, step: step.passed };
    form.setValue(path('lastName'), 'Петрова');
    const left = session.leave(path('lastName'));
    expect(session.isTyping()).toBe(false);
    const undone = session.undo();
    write.open();
    await left;
    session.take([person({ lastName: 'Петрова' })]);
    step.open();
    await undone;
    expect([disk.lastName, form.getValues(path('lastName'))]).toEqual(['Иванова', 'Иванова']);
    await session.redo();
    expect([disk.lastName, form.getValues(path('lastName'))]).toEqual(['Петрова', 'Петрова']);
    expect(told).toEqual([]);
  });
});

/** Something that happens when the test says so. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed };
}

describe('what is typed and not written', () => {
  const kept = (field: string, value: Partial<UnsavedValue>): UnsavedValue => ({
    kind: 'person',
    id: ID,
    field,
    from: null,
    to: null,
    text: null,
    status: 'invalid',
    refusal: { code: 'KD-3032' },
    ...value,
  });

  it('is told from the first letter until the field is left', async () => {
    form.setValue(path('lastName'), 'Пет');
    session.changed(path('lastName'));
    expect(session.typed()).toEqual([kept('lastName', { from: 'Иванова', text: 'Пет' })]);
    expect(written).toEqual([]);
    await session.leave(path('lastName'));
    expect(session.typed()).toEqual([]);
    expect(disk.lastName).toBe('Пет');
  });

  it('is no more when the text is back as it was', () => {
    for (const text of ['Иванов', 'Иванова']) {
      form.setValue(path('lastName'), text);
      session.changed(path('lastName'));
    }
    expect(session.typed()).toEqual([]);
  });

  it('is in its field again with the reason, and written when the field is left', async () => {
    session.giveBack([kept('phone', { text: '8 916 123 45 6' }), kept('sex', { from: '2' })]);
    expect(form.getValues(path('phone'))).toBe('8 916 123 45 6');
    expect(errorOf('phone')).toBe('person.phone KD-3032');
    // An empty picker would mean that nothing is chosen.
    expect(form.getValues(path('sex'))).toBe('2');
    expect(session.unsaved()).toBe(1);
    await type('phone', '8 916 123 45 67');
    expect(disk.phone).toBe('+79161234567');
    expect(session.unsaved()).toBe(0);
    expect(session.typed()).toEqual([]);
  });

  it('does not take the place of what was typed since', () => {
    form.setValue(path('phone'), '8 9');
    session.giveBack([kept('phone', { text: '8 916' })]);
    expect(form.getValues(path('phone'))).toBe('8 9');
    expect(session.unsaved()).toBe(0);
  });

  it('goes from its field when it was written or given up elsewhere', () => {
    session.giveBack([kept('lastName', { from: 'Иванова', text: 'Петрова' })]);
    session.dropGivenBack([{ kind: 'person', id: ID, field: 'lastName' }]);
    expect(form.getValues(path('lastName'))).toBe('Иванова');
    expect(session.unsaved()).toBe(0);
  });
});
