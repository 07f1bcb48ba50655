import { describe, expect, it } from 'vitest';
import { CallFailure, call, failureOf } from './api.ts';

const refusal = { code: 'KD-1003', correlationId: 'c1' } as const;

describe('answers of the program', () => {
  it('gives the value of a success and throws a refusal as CallFailure', async () => {
    await expect(call(Promise.resolve({ ok: true, value: 7 }))).resolves.toBe(7);
    await expect(call(Promise.resolve({ ok: false, error: refusal }))).rejects.toEqual(new CallFailure(refusal));
  });

  it('calls anything else that was thrown a bug', () => {
    expect(failureOf(new CallFailure(refusal))).toBe(refusal);
    expect(failureOf(refusal)).toBe(refusal);
    expect(failureOf(new TypeError('x')).code).toBe('KD-9001');
  });
});
