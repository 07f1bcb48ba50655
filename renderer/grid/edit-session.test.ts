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
  const sent: (readonly FieldEdit[])[] = [];
  const log: string[] = [];
  const waiting: ((answer: Answer) => void)[] = [];
  const session = new EditSession<string>({
    apply: (edits) => {
      sent.push(edits);
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
    expect(session.state().undo.done).toEqual([[{ ...other, from: 'Иван', to: 'Пётр' }]]);
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
    expect(sent.map(([edit]) => [edit?.from, edit?.to])).toEqual([
      ['Иванов', 'Петров'],
      ['Петров', 'Сидоров'],
    ]);
    expect(session.state().buffer.size).toBe(0);
  });

  it('undoes and redoes what is on disk', async () => {
    const { session, sent, answer } = fixture();
    await answer(saved, session.type([typed('Иванов', 'Петров')]));
    await answer(saved, session.undo());
    await answer(saved, session.redo());
    expect(sent.map(([edit]) => [edit?.from, edit?.to])).toEqual([
      ['Иванов', 'Петров'],
      ['Петров', 'Иванов'],
      ['Иванов', 'Петров'],
    ]);
  });

  it('undoes the gesture still on its way, after it has arrived', async () => {
    const { session, sent, answer } = fixture();
    const first = session.type([typed('Иванов', 'Петров')]);
    const undone = session.undo();
    await answer(saved, first);
    await answer(saved, undone);
    expect(sent[1]).toEqual([{ ...cell, from: 'Петров', to: 'Иванов' }]);
  });

  it('undoes and redoes in turn what was asked for while a gesture is still on its way', async () => {
    const sent: string[] = [];
    const session = new EditSession<string>({
      apply: async (edits) => {
        sent.push(...edits.map(({ from, to }) => `${from} → ${to}`));
        return saved;
      },
      rowsSaved: () => undefined,
      onRefused: () => undefined,
    });
    void session.type([typed('Иванов', 'Петров')]);
    void session.type([typed('Петров', 'Сидоров')]);
    await Promise.all([session.undo(), session.undo(), session.redo()]);
    expect(sent.slice(2)).toEqual(['Сидоров → Петров', 'Петров → Иванов', 'Иванов → Петров']);
  });

  it('leaves no trace in the cell of an undo that came too late', async () => {
    const { session, log, answer, entry } = fixture();
    await answer(saved, session.type([typed('Иванов', 'Петров')]));
    await answer(refused('KD-3001'), session.undo());
    expect(entry()).toBeUndefined();
    expect(log.at(-1)).toBe('undo KD-3001');
    expect(session.state().undo.done).toHaveLength(1);
  });

  it('forgets everything when the way in is closed', async () => {
    const { session, answer } = fixture();
    await answer(saved, session.type([typed('Иванов', 'Петров')]));
    await session.type([typed('Петров', '@', 'KD-2008')]);
    session.clear();
    expect(session.state().buffer.size).toBe(0);
    expect(session.state().undo.done).toEqual([]);
  });
});
