import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CanonicalValue } from '../signing/canonical.ts';
import type { CopyPage } from '../sync/copies.ts';
import { fillRegistry } from '../sync/testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from '../sync/testing/desk.ts';
import { FakeRegistry } from '../sync/testing/fake-registry.ts';
import { refusal } from '../test-books.ts';
import type { About } from './format.ts';
import { PACKAGE_LIMITS, type PackageLimits } from './limits.ts';
import { headOf, listedOf, manifestOf, type PackageEntry, pack } from './pack.ts';
import { type PackageBox, threadBox } from './seal-thread.ts';
import { newStick, PackageBench, quickBox } from './testing/desk.ts';
import { ABOUT, documentOf, MADE_BY, PHRASE, quickKey } from './testing/sealed.ts';
import { readSealed } from './unpack.ts';
import { pagesIn, sealVolume, volumeOf } from './volumes.ts';

describe('a copy of the registry that is larger than a package may hold in one piece', () => {
  const PEOPLE = 1200;
  let registry: FakeRegistry;
  let online: SyncDesk;
  let offline: SyncDesk;
  let stick: string;
  /** Copies in memory together, each time that pages are opened. */
  let held: number[];
  /** Characters of all pages that were opened. */
  let unpacked: number;

  beforeEach(async () => {
    registry = new FakeRegistry();
    fillRegistry(registry, PEOPLE);
    [online, offline] = [openSyncDesk({ registry }), openSyncDesk({ registry: new FakeRegistry() })];
    await online.run();
    stick = newStick();
    [held, unpacked] = [[], 0];
  });
  afterEach(() => rmSync(stick, { recursive: true, force: true }));

  const counting: PackageBox = {
    ...quickBox,
    openPages(signal) {
      const { open, close } = quickBox.openPages(signal);
      return {
        close,
        async open(what) {
          const pages = await open(what);
          unpacked += JSON.stringify(pages).length;
          held.push(pages.reduce((sum, { copies }) => sum + copies.length, 0));
          return pages;
        },
      };
    },
  };
  const bench = (desk: SyncDesk, limits: PackageLimits) => new PackageBench(desk, stick, { limits, box: counting });
  /** All of it unpacked is some times this; a page is not. */
  const low: PackageLimits = { size: 1_300_000, page: 400_000, atOnce: 1 };

  it('is written, shown as a whole and taken a page at a time', async () => {
    const [here, there] = [bench(online, low), bench(offline, low)];
    const path = await here.write('registry', online.editor);
    const { records } = await there.preview(path, offline.editor);
    expect(records).toMatchObject({ changed: 0, known: 0 });
    expect([records.new, offline.count('person')]).toEqual([online.sync.copies.count(), 0]);
    expect(unpacked).toBeGreaterThan(low.size);
    await there.take(path, offline.editor);
    expect(offline.count('person')).toBe(PEOPLE);
    expect((await there.preview(path, offline.editor)).records).toEqual({ new: 0, changed: 0, known: records.new });
    expect(Math.max(...held)).toBeLessThanOrEqual(500);
    expect(new Set(held).size).toBeGreaterThan(1);
  });

  it('goes on where it was stopped', async () => {
    const [here, there] = [bench(online, low), bench(offline, low)];
    const path = await here.write('registry', online.editor);
    const { fileId } = await there.preview(path, offline.editor);
    const stop = new AbortController();
    const stopped = { ...offline.editor, signal: stop.signal, progress: () => stop.abort() };
    expect((await refusal(() => there.handlers.take({ fileId }, stopped))).code).toBe('KD-6002');
    const { new: left, known } = (await there.preview(path, offline.editor)).records;
    expect([known > 0, left > 0]).toEqual([true, true]);
    await there.take(path, offline.editor);
    expect([offline.count('person'), offline.count('employment')]).toEqual([PEOPLE, online.count('employment')]);
  });

  it('has limits all the same: the file, and a single page', async () => {
    for (const limits of [
      { ...low, page: 1000 },
      { ...low, size: 1_100_000 },
    ]) {
      const refused = await refusal(() => bench(online, limits).write('registry', online.editor));
      expect([refused.code, refused.params?.what]).toEqual(['KD-6406', 'size']);
    }
  });
});

describe('volumes by somebody who knows the passphrase', () => {
  const REGISTRY: About = { ...ABOUT, kind: 'registry' };
  const page = (at: number, more: Record<string, CanonicalValue> = {}) =>
    documentOf(`copies/0000${at}.json`, { feed: 'people', cursor: null, copies: [], ...more });

  /** @param spoil changes what lies beside the content */
  async function read(
    documents: readonly PackageEntry[],
    spoil: (volumes: PackageEntry[]) => readonly PackageEntry[] = (volumes) => volumes,
    about = REGISTRY,
    listed = documents.map(listedOf),
    work: Parameters<typeof pagesIn>[1] = { box: quickBox, limits: PACKAGE_LIMITS },
  ): Promise<CopyPage[]> {
    const key = await quickKey();
    const seal = (document: PackageEntry) => sealVolume(document, key.key, headOf(about, key));
    const manifest = manifestOf(about, MADE_BY, [], listed).bytes;
    const sealed = readSealed(pack(about, key, manifest, null, [], spoil(documents.map(seal))));
    const never = new AbortController().signal;
    const opened = await quickBox.open(sealed, PHRASE, never);
    const pages: CopyPage[] = [];
    for await (const one of pagesIn({ sealed, opened }, work, never)) pages.push(one);
    return pages;
  }
  const both = [page(1), page(2, { cursor: 'c' })];
  const codeOf = async (...what: Parameters<typeof read>) => (await refusal(() => read(...what))).code;
  const flip = (volumes: PackageEntry[]) =>
    volumes.map(({ name, bytes }, at) => ({
      name,
      bytes: at === 0 ? bytes.map((one, i) => (i === 30 ? one ^ 1 : one)) : bytes,
    }));

  it('honest ones come out in their order', async () => {
    expect(await read(both)).toMatchObject([{ cursor: null }, { cursor: 'c' }]);
  });

  it('are opened by one thread, page after page, which ends with the first that is spoilt, or when it is stopped', async () => {
    const work = { box: threadBox, limits: { atOnce: 1 } };
    expect(await read(both, undefined, REGISTRY, undefined, work)).toMatchObject([{ cursor: null }, { cursor: 'c' }]);
    expect(await codeOf(both, flip, REGISTRY, undefined, work)).toBe('KD-6407');
    const stop = new AbortController();
    const { open } = threadBox.openPages(stop.signal);
    const none = { key: new Uint8Array(32), head: new Uint8Array(), volumes: [] };
    expect(await open(none)).toEqual([]);
    const last = refusal(() => open(none));
    stop.abort();
    expect([(await last).code, (await refusal(() => open(none))).code]).toEqual(['KD-6002', 'KD-6002']);
  });

  it.each<[string, (volumes: PackageEntry[]) => readonly PackageEntry[]]>([
    ['one bit changed', flip],
    ['one left out', ([first]) => (first === undefined ? [] : [first])],
    ['in each other’s places', ([one, other]) => named([other, one])],
    ['one more', (volumes) => [...volumes, ...named([undefined, undefined, volumes[0]])]],
    [
      'an empty one',
      ([, second]) => [{ name: volumeOf(page(1).name), bytes: new Uint8Array() }, ...named([undefined, second])],
    ],
  ])('%s', async (_, spoil) => {
    expect(await codeOf(both, spoil)).toBe('KD-6407');
  });

  it('a name that is none of ours, or beside a package of requests', async () => {
    expect(
      await codeOf(both, ([first]) => [{ name: 'copies/../x.enc', bytes: first?.bytes ?? new Uint8Array() }]),
    ).toBe('KD-6402');
    expect(await codeOf(both, ([first]) => [{ name: 'macros.enc', bytes: first?.bytes ?? new Uint8Array() }])).toBe(
      'KD-6402',
    );
    expect(await codeOf(both, undefined, ABOUT)).toBe('KD-6402');
  });

  it('other bytes, another size or another name than the manifest says, and one name twice', async () => {
    const [first] = both.map(listedOf);
    if (first === undefined) throw new Error('nothing listed');
    const others = [
      { ...first, sha256: '0'.repeat(64) },
      { ...first, bytes: first.bytes + 1 },
    ];
    for (const other of others) expect(await codeOf([page(1)], undefined, REGISTRY, [other])).toBe('KD-6407');
    expect(await codeOf([page(1)], undefined, REGISTRY, [first, first])).toBe('KD-6407');
    expect(await codeOf([page(2)], (volumes) => named(volumes), REGISTRY, [first])).toBe('KD-6407');
  });

  it('a bomb, more than there may be in all, and what is no page', async () => {
    const bomb = { name: page(1).name, bytes: Buffer.alloc(20 * 2 ** 20, ' ') };
    expect(await codeOf([bomb])).toBe('KD-6407');
    const [first] = both.map(listedOf);
    if (first === undefined) throw new Error('nothing listed');
    expect(await codeOf([page(1)], undefined, REGISTRY, [{ ...first, bytes: 2 ** 40 }])).toBe('KD-6406');
    expect(await codeOf([page(1, { feed: '' })])).toBe('KD-6408');
    expect(await codeOf([{ name: page(1).name, bytes: Buffer.from('{ }') }])).toBe('KD-6408');
  });

  /** These, as if they were the first, the second, … */
  function named(volumes: readonly (PackageEntry | undefined)[]): PackageEntry[] {
    return volumes.flatMap((volume, at) =>
      volume === undefined ? [] : [{ name: volumeOf(page(at + 1).name), bytes: volume.bytes }],
    );
  }
});
