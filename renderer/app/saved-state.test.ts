import { afterEach, expect, it } from 'vitest';
import { CallFailure } from './api.ts';
import { currentSaved, forgetSaved, trackSaving } from './saved-state.ts';

afterEach(forgetSaved);

/** A write that ends when the test says so. */
function write() {
  let done = () => {};
  let refused = (_reason: Error) => {};
  const promise = new Promise<void>((resolve, reject) => {
    done = resolve;
    refused = reject;
  });
  return { done, refused, tracked: trackSaving(promise) };
}

it('says «saved» only after the last of several writes', async () => {
  const [first, second] = [write(), write()];
  first.done();
  await first.tracked;
  expect(currentSaved().phase).toBe('saving');
  second.done();
  await second.tracked;
  expect(currentSaved().phase).toBe('saved');
});

it('keeps saying «not saved» when another write of the same moment succeeds, until the next one does', async () => {
  const [refused, good] = [write(), write()];
  refused.refused(new CallFailure({ code: 'KD-2104', correlationId: 'c1' }));
  await expect(refused.tracked).rejects.toThrow('KD-2104');
  good.done();
  await good.tracked;
  expect(currentSaved()).toMatchObject({ phase: 'failed', failure: { code: 'KD-2104' } });
  const next = write();
  next.done();
  await next.tracked;
  expect(currentSaved().phase).toBe('saved');
});
