import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../dictionaries/reading/limits.ts';
import { storeZip } from '../dictionaries/reading/zip.ts';
import { type CanonicalValue, canonicalJson } from '../signing/canonical.ts';
import { sha256Hex } from '../signing/digest.ts';
import { refusal } from '../test-books.ts';
import { CONTENT, HEADER, MANIFEST, VERSION } from './format.ts';
import { DEPTH } from './json.ts';
import { manifestOf } from './pack.ts';
import { ABOUT, documentOf, honest, listing, MADE_BY, opened, sealedAs } from './testing/sealed.ts';
import { readSealed } from './unpack.ts';

const DOCUMENT = documentOf('requests/00001.json', { a: 1 });
const codeOf = async (file: Buffer | Promise<Buffer>) => (await refusal(async () => opened(await file))).code;
const raw = (name: string, text: string | Uint8Array) => ({ name, bytes: Buffer.from(text) });
const manifest = raw(MANIFEST, manifestOf(ABOUT, MADE_BY, [DOCUMENT]).bytes);

/** Changes every directory entry of an archive. */
function spoilt(zip: Buffer, change: (zip: Buffer, at: number) => void): Buffer {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 4)) change(bytes, at);
  return bytes;
}

describe('the outer archive, which anybody can make', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no archive', Buffer.from('%PDF-1.7 … %%EOF')],
    ['an empty archive', storeZip([])],
    ['an archive of something else', storeZip([raw('a.txt', 'x')])],
    ['a header alone', storeZip([raw(HEADER, '{}')])],
    ['a header that is no JSON', storeZip([raw(HEADER, '{'), raw(CONTENT, 'x')])],
    ['a header that is a list', storeZip([raw(HEADER, '[]'), raw(CONTENT, 'x')])],
    ['a header without end', storeZip([raw(HEADER, '['.repeat(1_000_000)), raw(CONTENT, 'x')])],
    ['somebody else’s header', storeZip([raw(HEADER, '{"format":"docx","version":1}'), raw(CONTENT, 'x')])],
    [
      'a header of another shape',
      storeZip([raw(HEADER, '{"format":"kartoteka-package","version":1}'), raw(CONTENT, 'x')]),
    ],
  ])('%s', async (_, bytes) => {
    expect(await codeOf(bytes)).toBe('KD-6402');
  });

  it('one more entry, one name twice, a link, names that lead out', async () => {
    const { head, content } = readSealed(await honest([DOCUMENT]));
    const parts = [raw(HEADER, head), raw(CONTENT, content)];
    expect(await codeOf(storeZip([...parts, raw('readme.txt', 'x')]))).toBe('KD-6402');
    expect(await codeOf(storeZip([...parts, raw(HEADER, head)]))).toBe('KD-6402');
    expect(await codeOf(spoilt(storeZip(parts), (zip, at) => zip.writeUInt16LE(0o120777, at + 40)))).toBe('KD-6402');
    for (const name of ['../x', '/etc/x', 'C:/x', 'a\\x', 'a\0']) {
      expect(await codeOf(storeZip([...parts, raw(name, 'x')])), name).toBe('KD-6402');
    }
    expect((await opened(storeZip(parts))).documents).toHaveLength(1);
  });

  it('entries that are encrypted, cut off, or point nowhere', async () => {
    const good = await honest([DOCUMENT]);
    expect(await codeOf(spoilt(good, (zip, at) => zip.writeUInt16LE(1, at + 8)))).toBe('KD-6402');
    expect(await codeOf(spoilt(good, (zip, at) => zip.writeUInt32LE(0xfffffff, at + 42)))).toBe('KD-6402');
    expect(await codeOf(good.subarray(0, good.length - 10))).toBe('KD-6402');
  });

  it('bombs: too much declared, too much inside, too many', async () => {
    const bomb = storeZip([raw(HEADER, Buffer.alloc(20 * 1024 * 1024)), raw(CONTENT, 'x')], { deflate: true });
    expect(await codeOf(bomb)).toBe('KD-6406');
    expect(await codeOf(spoilt(bomb, (zip, at) => zip.writeUInt32LE(1000, at + 24)))).toBe('KD-6406');
    expect(await codeOf(spoilt(await honest([DOCUMENT]), (zip, at) => zip.writeUInt32LE(0xf0000000, at + 24)))).toBe(
      'KD-6406',
    );
    expect(await codeOf(storeZip(Array.from({ length: LIMITS.entries + 1 }, (_, i) => raw(`a${i}`, 'x'))))).toBe(
      'KD-6406',
    );
  });

  it('a key that would take hours, or memory without end', async () => {
    const { head, content } = readSealed(await honest([DOCUMENT]));
    for (const kdf of [{ log2N: 30 }, { log2N: 18, p: 16 }, { r: 1024 }, { log2N: 0 }]) {
      const header = JSON.parse(Buffer.from(head).toString()) as { kdf: object };
      const wrong = canonicalJson({ ...header, kdf: { ...header.kdf, ...kdf } } as unknown as CanonicalValue);
      expect(await codeOf(storeZip([raw(HEADER, wrong), raw(CONTENT, content)])), JSON.stringify(kdf)).toBe('KD-6402');
    }
  });

  it('of a newer program', async () => {
    const newer = await refusal(async () => opened(await sealedAs(storeZip([]), { ...ABOUT, version: VERSION + 1 })));
    expect([newer.code, newer.params]).toEqual(['KD-6403', { found: VERSION + 1, known: VERSION }]);
  });
});

it('no byte can be changed unnoticed', async () => {
  const good = await honest([DOCUMENT]);
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, other) => {
      const bytes = Buffer.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ other;
      const outcome = await opened(bytes).catch((error: { code?: string }) => error.code);
      // What stands beside the entries in an archive (days, attributes) says nothing.
      if (typeof outcome === 'object') expect(outcome.documents).toEqual([{ name: DOCUMENT.name, value: { a: 1 } }]);
      else expect(outcome).toMatch(/^KD-640[23567]$/);
    }),
    { numRuns: 150 },
  );
});

it('any bytes at all end in a named refusal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, inside) => {
      expect(await codeOf(inside ? sealedAs(bytes) : Buffer.from(bytes))).toMatch(/^KD-640[27]$/);
    }),
    { numRuns: 100 },
  );
});

describe('the inner archive, by somebody who knows the passphrase', () => {
  it.each([
    ['no archive', () => sealedAs(Buffer.from('x'))],
    ['without a manifest', () => sealedAs(storeZip([DOCUMENT]))],
    ['more than the manifest names', () => listing([DOCUMENT], [DOCUMENT, raw('requests/00002.json', '{}')])],
    ['less than the manifest names', () => listing([DOCUMENT], [])],
    ['one name twice', () => sealedAs(storeZip([manifest, DOCUMENT, DOCUMENT]))],
    ['one name twice in the manifest', () => listing([DOCUMENT, DOCUMENT], [DOCUMENT])],
    ['another content of the same length', () => listing([DOCUMENT], [raw(DOCUMENT.name, '{"a":2}')])],
    ['another length', () => listing([DOCUMENT], [raw(DOCUMENT.name, '{"a":10}')])],
    ['a file under the digest of another', () => both(raw(`files/${sha256Hex('a')}`, 'b'))],
    ['a name that is none of ours', () => both(raw('macros.bin', 'x'))],
    ['a name in capitals', () => both(raw('REQUESTS/00001.json', '{}'))],
    ['a name that leads out', () => both(raw('../requests.json', '{}'))],
    ['an absolute name', () => both(raw('/requests.json', '{}'))],
    ['a name that is no UTF-8', () => sealedAs(renamed(storeZip([manifest, DOCUMENT])))],
    [
      'a link',
      () => sealedAs(spoilt(storeZip([manifest, DOCUMENT]), (zip, at) => zip.writeUInt16LE(0o120777, at + 40))),
    ],
    [
      'an encrypted entry',
      () => sealedAs(spoilt(storeZip([manifest, DOCUMENT]), (zip, at) => zip.writeUInt16LE(1, at + 8))),
    ],
    [
      'a manifest of another package',
      () => sealedAs(storeZip([manifest, DOCUMENT]), { ...ABOUT, organisation: '1.2.3' }),
    ],
  ])('%s', async (_, file) => {
    expect(await codeOf(file())).toBe('KD-6407');
  });

  it('a bomb, and one that lies about its size', async () => {
    const name = 'requests/00001.json';
    const bomb = storeZip([manifest, raw(name, Buffer.alloc(20 * 1024 * 1024, 'a'))], { deflate: true });
    expect(await codeOf(sealedAs(bomb))).toBe('KD-6406');
    bomb.writeUInt32LE(1000, bomb.lastIndexOf('PK\x01\x02') + 24);
    expect(await codeOf(sealedAs(bomb))).toBe('KD-6406');
  });

  it.each([
    ['a name twice', '{"a":1,"a":2}'],
    ['spaces', '{ "a":1}'],
    ['names out of order', '{"b":1,"a":2}'],
    ['a fraction', '{"a":1.5}'],
    ['half of a pair', '{"a":"\\ud800"}'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a mark of byte order', '\ufeff{}'],
    ['lists without end', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['objects just too deep', `${'{"a":'.repeat(DEPTH + 1)}1${'}'.repeat(DEPTH + 1)}`],
    ['no JSON', 'x'],
  ])('a document with %s', async (_, text) => {
    expect(await codeOf(both(raw('requests/00001.json', text)))).toBe('KD-6408');
  });

  it('a manifest that is not canonical, or of another shape', async () => {
    const text = Buffer.from(manifest.bytes).toString();
    for (const wrong of [` ${text}`, text.replace('"entries":[', '"entries":[null,'), '{}']) {
      expect(await codeOf(sealedAs(storeZip([raw(MANIFEST, wrong), DOCUMENT])))).toBe('KD-6408');
    }
  });
});

function both(entry: ReturnType<typeof raw>): Promise<Buffer> {
  return listing([entry], [entry]);
}

/** A letter of windows-1251 in the place of the last one of every name. */
function renamed(zip: Buffer): Buffer {
  return spoilt(zip, (bytes, at) => {
    bytes[at + 46 + bytes.readUInt16LE(at + 28) - 1] = 0xe0;
  });
}
