import { expect, it, vi } from 'vitest';
import type { Api } from '#shared/contract/index.ts';
import type { Result } from '#shared/contract/result.ts';
import { answerStepUp, withStepUp } from './step-up.ts';

const NEEDED: Result<never> = { ok: false, error: { code: 'KD-1016', correlationId: 'c' } };
const DONE: Result<object> = { ok: true, value: {} };

/** A program that answers `lock` with these, one after the other. */
function program(...answers: Result<object>[]) {
  const lock = vi.fn<() => Promise<Result<object>>>();
  for (const answer of answers) lock.mockResolvedValueOnce(answer);
  const api = withStepUp({ access: { lock } } as unknown as Api);
  return { lock, run: () => api.access.lock({}) };
}
/** The refusal has come, the question is asked. */
const refused = (mock: { readonly mock: { readonly settledResults: readonly unknown[] } }, times: number) =>
  vi.waitFor(() =>
    expect(mock.mock.settledResults.filter((one) => JSON.stringify(one).includes('KD-1016'))).toHaveLength(times),
  );

it('makes the call again once the PIN was entered, and all that waited with it', async () => {
  const { lock, run } = program(NEEDED, NEEDED, DONE, DONE);
  const both = Promise.all([run(), run()]);
  await refused(lock, 2);
  answerStepUp(true);
  expect(await both).toEqual([DONE, DONE]);
  expect(lock.mock.calls).toEqual([
    [{}, undefined],
    [{}, undefined],
    [{}, undefined],
    [{}, undefined],
  ]);
});

it('gives the refusal back to who thinks better of it, and asks again the next time', async () => {
  const { lock, run } = program(NEEDED, NEEDED, DONE);
  const first = run();
  await refused(lock, 1);
  answerStepUp(false);
  expect(await first).toEqual(NEEDED);
  const second = run();
  await refused(lock, 2);
  answerStepUp(true);
  expect(await second).toEqual(DONE);
});

it('asks nothing where nothing is asked', async () => {
  const other: Result<object> = { ok: false, error: { code: 'KD-1002', correlationId: 'c' } };
  const { lock, run } = program(DONE, other);
  expect([await run(), await run()]).toEqual([DONE, other]);
  expect(lock).toHaveBeenCalledTimes(2);
});
