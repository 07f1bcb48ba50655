import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { Result } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import { cellId, type TypedValue } from './edit-buffer.ts';
import { EditSession } from './edit-session.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const cell = { kind: 'person', id: ID, field: 'lastName' } as const;
const other = { kind: 'person', id: ID, field: 'firstName' } as const;

function typed(from: string, to: string, code?: ErrorCode): TypedValue {
  return { ...cell, from, to, text: to, refusal: code === undefined ? null : { code } };
}

type Answer = Result<{ rows: string[] }>;
const saved: Answer = { ok: true, value: { rows: ['row'] } };
const refused = (code: ErrorCode): Answer => ({ ok: false, error: { code, correlationId: 'c' } });

/** A core that answers when it is told to. */
function fixture() {
  const sent: (readonly FieldEdit[] | 'undo' | 'redo')[] = [];
  const log: string[] = [];
  const waiting: ((answer: Answer) => void)[] = [];
  const session = new EditSession<string>({
    apply: (edits) => {
      sent.push(edits);
      return new Promise((resolve) => waiting.push(resolve));
    },
    take: (what) => {
      sent.push(what);
      return new Promise((resolve) => waiting.push(resolve));
    },
    rowsSaved: () => log.push('rows'),
    onRefused: ({ code }, what) => log.push(`${what} ${code}`),
  });
  const answer = async (result: Answer, done: Promise<void>) => {
    // The batch is handed over once those before it have been answered.
    while (waiting.length === 0) await Promise.resolve();
    waiting.shift()?.(result);
    await done;
  };
  const entry = () => session.state().buffer.get(cellId(cell));
  return { session, sent, log, answer, entry };
}

describe('edits on their way to the disk', () => {
  it('shows a valid value at once, and as saved when it is on disk', async () => {
    const { session, sent, log, answer, entry } = fixture();
    const done = session.type([typed('Иванов', 'Петров')]);
    expect(entry()).toMatchObject({ status: 'saving', to: 'Петров' });
    expect(session.seen(cell, 'Иванов')).toBe('Петров');
    await answer(saved, done);
    expect(sent).toEqual([[{ ...cell, from: 'Иванов', to: 'Петров' }]]);
    expect(entry()).toBeUndefined();
    expect(log).toEqual(['rows']);
  });

  it('leaves no trace of a batch that the user stopped', async () => {
    const { session, log, answer, entry } = fixture();
    await answer(refused('KD-6002'), session.type([typed('Иванов', 'Петров')]));
    expect(entry()).toBeUndefined();
    expect(session.state()).toMatchObject({ saved: 0, refused: 0 });
    expect(log).toEqual([]);
  });

  it('neither sends nor loses a value that a rule refused; restoring gives the old one back', async () => {
    const { session, sent, entry } = fixture();
    await session.type([typed('Иванов', 'Ив@нов', 'KD-2008')]);
    expect(sent).toEqual([]);
    expect(entry()).toMatchObject({ status: 'invalid', text: 'Ив@нов', refusal: { code: 'KD-2008' } });
    expect(session.state().invalid).toBe(1);
    expect(session.seen(cell, 'Иванов')).toBe('Иванов');
    session.restore(cell);
    expect(entry()).toBeUndefined();
    expect(session.state().invalid).toBe(0);
  });

  it('sends the valid part of a pasted block as one batch and keeps the rest', async () => {
    const { session, sent, answer } = fixture();
    const done = session.type([
      typed('Иванов', 'Ив@нов', 'KD-2008'),
      { ...other, from: 'Иван', to: 'Пётр', text: 'Пётр', refusal: null },
      { ...other, id: ID.replace('1', '2'), from: 'Иван', to: 'Иван', text: 'Иван', refusal: null },
    ]);
    await answer(saved, done);
    expect(sent).toEqual([[{ ...other, from: 'Иван', to: 'Пётр' }]]);
    expect(session.state().invalid).toBe(1);
  });

  it('keeps what the core refused as not saved and sends it again on request', async () => {
    const { session, sent, log, answer, entry } = fixture();
    await answer(refused('KD-5004'), session.type([typed('Иванов', 'Петров')]));
    expect(entry()).toMatchObject({ status: 'refused', to: 'Петров', text: 'Петров', refusal: { code: 'KD-5004' } });
    expect(log).toEqual(['edit KD-5004']);
    await answer(saved, session.retry());
    expect(sent).toHaveLength(2);
    expect(entry()).toBeUndefined();
  });

  it('marks the one cell that the core named and sends the others of the batch again', async () => {
    const { session, sent, log, answer, entry } = fixture();
    const done = session.type([
      typed('Иванов', 'Петров'),
      { ...other, from: 'Иван', to: 'Пётр', text: 'Пётр', refusal: null },
    ]);
    const named: Answer = {
      ok: false,
      error: { code: 'KD-3001', field: 'person.lastName', params: { id: ID }, correlationId: 'c' },
    };
    await answer(named, Promise.resolve());
    await answer(saved, done);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual([{ ...other, from: 'Иван', to: 'Пётр' }]);
    expect(entry()).toMatchObject({ status: 'refused', refusal: { code: 'KD-3001' } });
    expect(session.state()).toMatchObject({ refused: 1, invalid: 0 });
    expect(session.state().saved).toBe(1);
    expect(log).toEqual(['rows', 'edit KD-3001']);
  });

  it('gives up all that waits for the user, and nothing that is on its way', async () => {
    const { session, answer, entry } = fixture();
    const done = session.type([
      typed('Иванов', 'Петров'),
      { ...other, from: 'Иван', to: '@', text: '@', refusal: { code: 'KD-2008' } },
    ]);
    session.restoreAll();
    expect(session.state().buffer.size).toBe(1);
    expect(entry()).toMatchObject({ status: 'saving' });
    await answer(saved, done);
  });

  it('sends one batch after another, the second with what the user saw meanwhile', async () => {
    const { session, sent, answer } = fixture();
    const first = session.type([typed('Иванов', 'Петров')]);
    const second = session.type([typed(String(session.seen(cell, 'Иванов')), 'Сидоров')]);
    await answer(saved, first);
    expect(session.state().buffer.get(cellId(cell))).toMatchObject({ to: 'Сидоров', status: 'saving' });
    await answer(saved, second);
    expect(sent).toEqual([[{ ...cell, from: 'Иванов', to: 'Петров' }], [{ ...cell, from: 'Петров', to: 'Сидоров' }]]);
    expect(session.state().buffer.size).toBe(0);
  });

  it('asks for a step once the gestures before it are on disk, however early the key was pressed', async () => {
    const { session, sent, log, answer, entry } = fixture();
    const first = session.type([typed('Иванов', 'Петров')]);
    const undone = session.undo();
    const redone = session.redo();
    await answer(saved, first);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toBe('undo');
    await answer(saved, undone);
    await answer(saved, redone);
    expect(sent.slice(1)).toEqual(['undo', 'redo']);
    expect(log).toEqual(['rows', 'rows', 'rows']);
    expect(entry()).toBeUndefined();
  });

  it('says when a step came too late, and leaves no trace in the cell', async () => {
    const { session, log, answer, entry } = fixture();
    await answer(saved, session.type([typed('Иванов', 'Петров')]));
    await answer(refused('KD-3001'), session.undo());
    expect(entry()).toBeUndefined();
    expect(log.at(-1)).toBe('undo KD-3001');
  });

  it('sends again by itself only what was refused for a given reason', async () => {
    const { session, sent, answer, entry } = fixture();
    await answer(refused('KD-9004'), session.type([typed('Иванов', 'Петров')]));
    await answer(refused('KD-2008'), session.type([{ ...other, from: 'Иван', to: 'П', text: 'П', refusal: null }]));
    const done = session.retry('KD-9004');
    await answer(saved, done);
    expect(sent.at(-1)).toEqual([{ ...cell, from: 'Иванов', to: 'Петров' }]);
    expect(entry()).toBeUndefined();
    expect(session.state().refused).toBe(1);
  });

  it('forgets everything when the way in is closed', async () => {
    const { session, answer } = fixture();
    await answer(saved, session.type([typed('Иванов', 'Петров')]));
    await session.type([typed('Петров', '@', 'KD-2008')]);
    session.clear();
    expect(session.state().buffer.size).toBe(0);
    expect(session.unsaved()).toEqual([]);
  });
});

describe('values that are not written', () => {
  const kept = {
    ...cell,
    from: 'Иванов',
    to: null,
    text: 'Ив@',
    status: 'invalid',
    refusal: { code: 'KD-2008' },
  } as const;

  it('are told with what is still being typed, but not what is on its way', async () => {
    const { session, answer } = fixture();
    await session.type([typed('Иванов', 'Ив@нов', 'KD-2008')]);
    const done = session.type([{ ...other, from: 'Иван', to: 'Пётр', text: 'Пётр', refusal: null }]);
    expect(session.unsaved().map(({ text }) => text)).toEqual(['Ив@нов']);
    session.typing({ ...kept, text: 'Сид' });
    expect(session.unsaved().map(({ text }) => text)).toEqual(['Сид']);
    session.typing(null);
    await answer(saved, done);
  });

  it('take their places again, but not that of something newer', async () => {
    const { session, entry } = fixture();
    session.giveBack([kept]);
    expect(entry()).toMatchObject({ status: 'invalid', text: 'Ив@' });
    expect(session.unsaved()).toEqual([kept]);
    await session.type([typed('Иванов', 'Ив@нов', 'KD-2008')]);
    session.giveBack([kept]);
    expect(entry()).toMatchObject({ text: 'Ив@нов' });
  });

  it('go where another window has settled them, unless they were typed here', async () => {
    const { session, entry } = fixture();
    session.giveBack([kept]);
    session.dropGivenBack([cell]);
    expect(entry()).toBeUndefined();
    await session.type([typed('Иванов', 'Ив@нов', 'KD-2008')]);
    session.dropGivenBack([cell]);
    expect(entry()).toBeDefined();
  });
});
