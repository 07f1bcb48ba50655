import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approve } from '../changes/test-requests.ts';
import { openSyncDesk, type SyncDesk } from '../sync/testing/desk.ts';
import type { FakeRegistry } from '../sync/testing/fake-registry.ts';
import { refusal } from '../test-books.ts';
import { threadBox } from './seal-thread.ts';
import { PackageBench } from './testing/desk.ts';
import { dump, openPair, submitted } from './testing/pair.ts';
import { PHRASE } from './testing/sealed.ts';

let registry: FakeRegistry;
let online: SyncDesk;
let offline: SyncDesk;
let here: PackageBench;
let there: PackageBench;
let stick: string;

beforeEach(async () => {
  ({ registry, online, offline, here, there, stick } = await openPair());
});
afterEach(() => rmSync(stick, { recursive: true, force: true }));

describe('what is refused, with nothing written', () => {
  const refusedAs = async (action: () => unknown): Promise<string> => {
    const before = dump(online);
    const { code } = await refusal(action);
    expect(dump(online)).toEqual(before);
    return code;
  };

  it('a package of another organisation, or of another contour', async () => {
    await submitted(offline);
    for (const owner of [
      { organisation: '1.2.643.5.9', contour: 'test' },
      { organisation: '1.2.643.5.1', contour: 'production' },
    ] as const) {
      const foreign = new PackageBench(offline, stick, { owner: () => owner });
      const path = await foreign.write('requests', offline.editor);
      expect(await refusedAs(() => here.choose(path, online.editor))).toBe('KD-6404');
    }
  });

  it('in the training clinic nothing is written and nothing is taken', async () => {
    const training = new PackageBench(online, stick, { owner: () => null });
    expect(await refusedAs(() => training.write('registry', online.editor))).toBe('KD-4008');
    expect(await refusedAs(() => training.choose(join(stick, 'registry-1.kpkg'), online.editor))).toBe('KD-4008');
    expect(training.handlers.state({}, online.editor)).toMatchObject({ requests: 0, receipts: 0, records: 0 });
  });

  it('a file that is gone, a wrong passphrase, a package that was not looked into', async () => {
    await submitted(offline);
    const path = await there.write('requests', offline.editor);
    expect(await refusedAs(() => here.choose(join(stick, 'none.kpkg'), online.editor))).toBe('KD-6401');
    expect(await refusedAs(() => here.preview(path, online.editor, 'неверная фраза'))).toBe('KD-6405');
    const { fileId } = await here.choose(path, online.editor);
    expect(await refusedAs(() => here.handlers.take({ fileId }, online.editor))).toBe('KD-6412');
    await here.choose(path, online.editor);
    expect(await refusedAs(() => here.handlers.preview({ fileId, passphrase: PHRASE }, online.editor))).toBe('KD-6412');
  });

  it('nothing to write, and a passphrase that anybody guesses', async () => {
    expect(await refusedAs(() => here.write('requests', online.editor))).toBe('KD-6411');
    expect(await refusedAs(() => here.write('receipt', online.editor))).toBe('KD-6411');
    expect(await refusedAs(() => here.write('registry', online.editor, ' коротко   '))).toBe('KD-6410');
  });

  it('a request whose content is not what was signed is named, the others are taken', async () => {
    const bad = await submitted(offline, '+79070000001', 'p1');
    await approve(offline, bad);
    await submitted(offline, '+79070000002', 'p2');
    const path = await there.write('requests', offline.editor);
    const judge = openSyncDesk({ registry, verdict: () => 'invalid' });
    await judge.run();
    const { requests } = await new PackageBench(judge, stick).take(path, judge.editor);
    expect(requests.map(({ outcome, refusal: code }) => [outcome, code]).sort()).toEqual([
      ['new', null],
      ['refused', 'KD-3106'],
    ]);
    expect(judge.count('change_request')).toBe(1);
  });
});

describe('the signature of a package', () => {
  const view = {
    subject: 'Кадрова Анна',
    snils: null,
    organisationInn: null,
    issuer: 'УЦ',
    serialNumber: '1',
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2027-01-01T00:00:00.000Z',
    qualified: true,
  };
  const signing = {
    name: 'test',
    inspect: () => Promise.reject(new Error()),
    sign: async (_c: unknown, _p: string, content: Uint8Array) => content.slice(0, 32),
  };
  const host = { openFile: async () => join(stick, 'key.p12'), saveFile: async () => join(stick, 'signed.kpkg') };

  async function signed(): Promise<string> {
    await submitted(offline);
    writeFileSync(join(stick, 'key.p12'), 'key');
    const signer = new PackageBench(offline, stick, { signing, host });
    const container = await signer.handlers.chooseContainer({}, offline.editor);
    const use = { containerId: container?.containerId ?? '', password: 'x' };
    await signer.handlers.write({ kind: 'requests', passphrase: PHRASE, signing: use }, offline.editor);
    return join(stick, 'signed.kpkg');
  }

  it('is shown with who made it, whoever that is', async () => {
    const path = await signed();
    const verify = async ({ content, cms }: { content: Uint8Array; cms: Uint8Array }) => {
      expect(Buffer.from(cms)).toEqual(Buffer.from(content.slice(0, 32)));
      return { verdict: 'invalid', reasons: ['KD-3104'], certificate: new Uint8Array(), view, signedAt: null } as const;
    };
    expect(await new PackageBench(online, stick, { verify }).preview(path, online.editor)).toMatchObject({
      signer: { subject: 'Кадрова Анна', issuer: 'УЦ' },
    });
  });

  it.each(['KD-3103', 'KD-3105', 'KD-3106'] as const)(
    'that does not hold (%s) keeps the package out',
    async (reason) => {
      const path = await signed();
      const verify = async () =>
        ({ verdict: 'invalid', reasons: [reason], certificate: new Uint8Array(), view, signedAt: null }) as const;
      const bench = new PackageBench(online, stick, { verify });
      expect((await refusal(() => bench.preview(path, online.editor))).code).toBe('KD-6409');
      expect(online.count('change_request')).toBe(0);
    },
  );
});

it('on the stick lies one sealed file and nothing else, whatever fails', async () => {
  await submitted(offline);
  const real = new PackageBench(offline, stick, { box: threadBox });
  const path = await real.write('requests', offline.editor);
  for (const secret of ['Учебнова', '+79070000001', 'Кадрова', 'files/'])
    expect(readFileSync(path).includes(secret)).toBe(false);
  const before = readdirSync(stick);
  const stopped = new AbortController();
  stopped.abort();
  real.save = path;
  const again = () =>
    real.handlers.write(
      { kind: 'requests', passphrase: PHRASE, signing: null },
      { ...offline.editor, signal: stopped.signal },
    );
  expect((await refusal(again)).code).toBe('KD-6002');
  real.save = join(stick, 'no such folder', 'x.kpkg');
  const nowhere = () => real.handlers.write({ kind: 'requests', passphrase: PHRASE, signing: null }, offline.editor);
  expect((await refusal(nowhere)).code).toBe('KD-6001');
  expect(readdirSync(stick)).toEqual(before);
  const reader = new PackageBench(online, stick, { box: threadBox });
  expect(await reader.take(path, online.editor)).toMatchObject({ requests: [{ outcome: 'new' }] });
});
