import { describe, expect, it } from 'vitest';
import type { SyncState } from '#shared/contract/areas.ts';
import { type EndedJob, ofExpiry, ofJob, ofSync } from './facts.ts';

const AT = '2026-11-21T09:00:00.000Z';
const until = (expiresOn: string, personId = expiresOn) => ({ personId, expiresOn });

describe('ofExpiry', () => {
  const TODAY = '2026-11-21';

  it('at first speaks of everybody, those who are over apart', () => {
    const documents = [until('2026-11-20'), until('2026-11-21'), until('2027-02-19'), until('2027-02-20')];
    expect(ofExpiry(documents, null, TODAY, AT)).toMatchObject([
      { kind: 'overdue', subject: { kind: 'person', id: '2026-11-20' }, facts: { until: '2026-11-20' } },
      { kind: 'expiring', subject: null, facts: { count: 2 } },
    ]);
  });

  it.each([
    ['is over since yesterday', '2026-11-20', 'overdue'],
    ['ends today: spoken of at a term before', '2026-11-21', null],
    ['comes into 7 days', '2026-11-28', 'expiring'],
    ['comes into 30 days', '2026-12-21', 'expiring'],
    ['comes into 60 days', '2027-01-20', 'expiring'],
    ['comes into 90 days', '2027-02-19', 'expiring'],
    ['lies between two terms', '2026-12-20', null],
    ['lies beyond all terms', '2027-02-20', null],
    ['was over yesterday already', '2026-11-19', null],
  ])('a day later, one that %s', (_what, expiresOn, kind) => {
    const told = ofExpiry([until(expiresOn)], '2026-11-20', TODAY, AT);
    expect(told.map((one) => one.kind)).toEqual(kind === null ? [] : [kind]);
  });

  it('what happened on days without the program is caught up with', () => {
    const documents = [until('2026-11-15'), until('2026-12-15')];
    expect(ofExpiry(documents, '2026-11-10', TODAY, AT).map(({ kind }) => kind)).toEqual(['overdue', 'expiring']);
  });

  it('counts people, not documents', () => {
    const documents = [until('2026-11-20', 'a'), until('2026-11-20', 'a'), until('2026-11-20', 'b')];
    expect(ofExpiry(documents, '2026-11-20', TODAY, AT)).toMatchObject([{ facts: { count: 2 } }]);
  });
});

describe('ofSync', () => {
  const state: SyncState = {
    phase: 'failed',
    complete: true,
    done: 0,
    total: null,
    lastSuccess: AT,
    queued: 0,
    conflicts: 0,
    clockSkew: null,
    error: { code: 'KD-4002', detail: null },
  };

  it('is one fact until an exchange succeeds or fails otherwise', () => {
    const fact = (change: Partial<SyncState>) => ofSync({ ...state, ...change }, AT)?.fact;
    expect(fact({ queued: 1 })).toBe(fact({}));
    expect(fact({ lastSuccess: '2026-11-21T10:00:00.000Z' })).not.toBe(fact({}));
    expect(fact({ error: { code: 'KD-4004', detail: null } })).not.toBe(fact({}));
  });

  it('no network is nobody’s trouble: the desk works without it', () =>
    expect(ofSync({ ...state, phase: 'offline', error: { code: 'KD-4001', detail: null } }, AT)).toBeNull());
});

describe('ofJob', () => {
  const job = (change: Partial<EndedJob>): EndedJob => ({
    jobId: 'j',
    method: 'imports.apply',
    milliseconds: 5_000,
    result: { ok: true, value: { requestId: 'r' } },
    ...change,
  });
  const refused = (code: 'KD-6002' | 'KD-6001') => job({ result: { ok: false, error: { code, correlationId: 'c' } } });

  it('leads to the request that it made', () =>
    expect(ofJob(job({}), AT)).toMatchObject({
      kind: 'jobDone',
      subject: { kind: 'request', id: 'r' },
      facts: { method: 'imports.apply' },
    }));

  it('names the code of a failure', () =>
    expect(ofJob(refused('KD-6001'), AT)).toMatchObject({ kind: 'jobFailed', facts: { code: 'KD-6001' } }));

  it.each([
    ['a short one', job({ milliseconds: 4_999 })],
    ['one that was cancelled', refused('KD-6002')],
    ['one whose dialog was closed', job({ result: { ok: true, value: null } })],
  ])('says nothing of %s', (_what, ended) => expect(ofJob(ended, AT)).toBeNull());
});
