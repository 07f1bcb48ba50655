import { expect, it } from 'vitest';
import type { SyncState } from '#shared/contract/areas.ts';
import { quiet, RingingClock } from '../sync/testing/desk.ts';
import { approvedChange, openClinic } from '../sync/testing/requests.ts';
import { type Connection, createConnection, endingCertificates } from './connection.ts';
import type { MetCertificate } from './network.ts';

const DAY = 86_400_000;
const IDLE = { phase: 'idle', error: null } as SyncState;

function open() {
  const { desk } = openClinic();
  const clock = new RingingClock(desk.clock.now());
  const looked: string[] = [];
  let chain: readonly MetCertificate[] = [];
  let told = 0;
  const connection: Connection = createConnection({
    db: desk.db,
    clock,
    log: quiet,
    host: { resolveProxy: async () => 'DIRECT' },
    network: {
      resolve: async () => undefined,
      certificates: async (url) => {
        looked.push(url.host);
        return [...chain];
      },
    },
    probe: {
      addresses: ['https://gateway.example/fhir', 'http://127.0.0.1:1/fhir'],
      knock: async () => ({ date: null }),
      signIn: async () => undefined,
      abilities: async () => ({ transactions: true, history: true }),
      forbidden: async () => [],
    },
    onCertificates: () => {
      told++;
    },
  });
  const exchanged = (found: readonly MetCertificate[]) => {
    chain = found;
    return connection.exchanged(IDLE);
  };
  return { desk, clock, connection, looked, exchanged, told: () => told };
}

const met = (subject: string, days: number, from: RingingClock): MetCertificate => ({
  subject,
  issuer: 'УЦ',
  validTo: new Date(from.millis() + days * DAY).toISOString(),
});

it('looks at the certificates of https addresses once a day, after an exchange that succeeded', async () => {
  const { desk, clock, connection, looked, exchanged, told } = open();
  await connection.exchanged({ ...IDLE, phase: 'offline' });
  await connection.exchanged({ ...IDLE, error: { code: 'KD-4003', detail: null } });
  expect(looked).toEqual([]);
  await exchanged([met('gateway.example', 20, clock), met('УЦ', 400, clock)]);
  await connection.exchanged(IDLE);
  expect([looked, told()]).toEqual([['gateway.example'], 1]);
  expect(endingCertificates(desk.db)).toMatchObject([
    { purpose: 'authority', subject: 'УЦ', userId: null },
    { purpose: 'server', subject: 'gateway.example' },
  ]);
  clock.advance(DAY);
  await exchanged([met('gateway.example', 365, clock)]);
  const [server] = endingCertificates(desk.db).filter(({ purpose }) => purpose === 'server');
  expect(server?.validTo).toBe(met('gateway.example', 365, clock).validTo);
  await connection.close();
  desk.db.close();
});

it('forgets servers that were not met for long, and knows with what each approver signed last', async () => {
  const { desk, clock, connection, exchanged } = open();
  await desk.run();
  const requestId = await approvedChange(desk);
  desk.db.prepare("UPDATE signature SET valid_to = '2027-01-01T00:00:00.000Z' WHERE request_id = ?").run(requestId);
  await exchanged([met('old.example', 90, clock)]);
  clock.advance(61 * DAY);
  await exchanged([met('new.example', 90, clock)]);
  expect(endingCertificates(desk.db).map(({ purpose, subject }) => [purpose, subject])).toEqual([
    ['server', 'new.example'],
    ['signer', expect.any(String)],
  ]);
  const [signer] = endingCertificates(desk.db).filter(({ purpose }) => purpose === 'signer');
  expect(signer).toMatchObject({ validTo: '2027-01-01T00:00:00.000Z', userId: desk.approver.user?.userId });
  await connection.close();
  desk.db.close();
});
