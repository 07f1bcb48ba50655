import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { refusal } from '../test-books.ts';
import { LIMITS } from './reading/limits.ts';
import { readTable } from './reading/read-file.ts';
import { readZip, storeZip } from './reading/zip.ts';

const HEADER = 'id\tname\n';
const table = (content: string | Uint8Array) => readTable(Buffer.from(content));
const zip = (files: Readonly<Record<string, string | Uint8Array>>) =>
  Buffer.from(
    zipSync(
      Object.fromEntries(Object.entries(files).map(([name, content]) => [name, Uint8Array.from(Buffer.from(content))])),
    ),
  );
const limitOf = async (action: () => unknown) => {
  const { code, params } = await refusal(action);
  return [code, params?.what];
};

describe('hostile archives', () => {
  it('a bomb is refused by what it declares, before it is unpacked', async () => {
    const bomb = zip({ 'a.tsv': Buffer.alloc(20 * 1024 * 1024, 'a') });
    expect(bomb.length).toBeLessThan(LIMITS.size);
    expect(await limitOf(() => readTable(bomb))).toEqual(['KD-6202', 'ratio']);
  });

  it('a bomb that lies about its size is refused while it unpacks', async () => {
    const bomb = zip({ 'a.tsv': Buffer.alloc(20 * 1024 * 1024, 'a') });
    const central = bomb.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bomb.writeUInt32LE(1000, central + 24);
    expect(await limitOf(() => readTable(bomb))).toEqual(['KD-6202', 'ratio']);
  });

  it('too many files, too much together', async () => {
    const many = Object.fromEntries(Array.from({ length: LIMITS.entries + 1 }, (_, i) => [`${i}.tsv`, 'x']));
    expect(await limitOf(() => readTable(zip(many)))).toEqual(['KD-6202', 'entries']);
    const half = { name: 'a.tsv', bytes: Buffer.alloc(1000) };
    const large = storeZip([half, { ...half, name: 'b.tsv' }, { ...half, name: 'c.tsv' }]);
    for (let at = large.indexOf('PK\x01\x02'); at !== -1; at = large.indexOf('PK\x01\x02', at + 4)) {
      large.writeUInt32LE(90 * 1024 * 1024, at + 20);
      large.writeUInt32LE(90 * 1024 * 1024, at + 24);
    }
    expect(await limitOf(() => readTable(large))).toEqual(['KD-6202', 'size']);
  });

  it.each(['../evil.tsv', 'a/../../evil.tsv', '/etc/evil.tsv', 'C:/evil.tsv', 'a\\..\\evil.tsv', 'a\0.tsv'])(
    'a name that leads out: %j',
    async (name) => {
      const bytes = storeZip([{ name, bytes: Buffer.from(`${HEADER}1\tОдин`) }]);
      expect((await refusal(() => readTable(bytes))).code).toBe('KD-6204');
    },
  );

  it('damaged ones: wrong check sum, cut off, encrypted, offsets that point nowhere', async () => {
    const good = zip({ 'a.tsv': `${HEADER}1\tОдин` });
    expect((await readTable(good)).records).toEqual([['1', 'Один']]);
    const central = good.indexOf('PK\x01\x02');
    const spoilt: [offset: number, value: number][] = [
      [central + 16, 7],
      [central + 42, 0xfffffff],
      [central + 8, 1],
      [good.length - 6, 0xfffffff],
    ];
    for (const [offset, value] of spoilt) {
      const bytes = Buffer.from(good);
      bytes.writeUInt32LE(value, offset);
      expect((await refusal(() => readTable(bytes))).code, String(offset)).toBe('KD-6204');
    }
    expect((await refusal(() => readTable(good.subarray(0, good.length - 10)))).code).toBe('KD-6204');
  });

  it('one name twice, and a link of Unix', async () => {
    const entry = { name: 'a.tsv', bytes: Buffer.from(`${HEADER}1\tОдин`) };
    expect((await refusal(() => readTable(storeZip([entry, entry])))).code).toBe('KD-6204');
    const linked = storeZip([entry]);
    linked.writeUInt16LE(0o120777, linked.indexOf('PK\x01\x02') + 40);
    expect((await refusal(() => readTable(linked))).code).toBe('KD-6204');
  });

  it('a stored archive of our own is read back', () => {
    const bytes = Buffer.from(deflateRawSync(Buffer.from('данные')));
    const entries = [{ name: 'папка/a.bin', bytes }];
    expect(readZip(storeZip(entries))).toEqual(entries);
    expect(readZip(storeZip(entries, { deflate: true }))).toEqual(entries);
  });
});

describe('hostile XML', () => {
  const rows = '<entries><entry><ID>1</ID><NAME>&xxe;</NAME></entry></entries>';

  it.each([
    ['external entity', `<!DOCTYPE a [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><a>${rows}</a>`],
    ['external DTD', `<!doctype a SYSTEM "http://127.0.0.1/x.dtd"><a>${rows}</a>`],
    [
      'billion laughs',
      `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY xxe "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>${rows}</l>`,
    ],
    ['in UTF-16', Buffer.from(`\ufeff<!DOCTYPE a [<!ENTITY xxe "x">]><a>${rows}</a>`, 'utf16le')],
    ['in an archive', zip({ 'part.xml': `<!DOCTYPE a []><a>${rows}</a>` })],
  ])('%s', async (_, content) => {
    expect((await refusal(() => table(content))).code).toBe('KD-6205');
  });

  it('an entity that nobody declared stays a text', async () => {
    const { records } = await table(
      `<a>${rows.replace('</entries>', '<entry><ID>2</ID><NAME>b</NAME></entry></entries>')}</a>`,
    );
    expect(records[0]).toEqual(['1', '&xxe;']);
  });

  it('deep nesting, also behind attributes that look like the end of a tag', async () => {
    for (const open of ['<a>', '<a b="/>">', "<a b='/>'>"]) {
      const deep = `${open.repeat(LIMITS.depth + 1)}x${'</a>'.repeat(LIMITS.depth + 1)}`;
      expect(await limitOf(() => table(deep)), open).toEqual(['KD-6202', 'depth']);
      const endless = open.repeat(200_000);
      expect(await limitOf(() => table(endless)), open).toEqual(['KD-6202', 'depth']);
    }
  });

  it('larger than allowed', async () => {
    const large = `<a>${' '.repeat(LIMITS.text)}</a>`;
    expect(await limitOf(() => table(large))).toEqual(['KD-6202', 'text']);
  });
});

describe('hostile tables and JSON', () => {
  it('too many rows, too many columns, a cell without end, a quotation without end', async () => {
    expect(await limitOf(() => table(HEADER + '1\tx\n'.repeat(LIMITS.rows + 1)))).toEqual(['KD-6202', 'rows']);
    expect(await limitOf(() => table(`id\tname${'\tx'.repeat(LIMITS.columns)}\n`))).toEqual(['KD-6202', 'columns']);
    expect(await limitOf(() => table(`${HEADER}1\t${'x'.repeat(LIMITS.cell + 1)}`))).toEqual(['KD-6202', 'cell']);
    expect((await refusal(() => table(`${HEADER}1\t"x`))).code).toBe('KD-6203');
  });

  it('JSON nested without end, or with too many rows', async () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect((await refusal(() => table(deep))).code).toMatch(/^KD-620[23]$/);
    const many = JSON.stringify(Array.from({ length: LIMITS.rows + 1 }, (_, i) => ({ id: i, name: 'x' })));
    expect(await limitOf(() => table(many))).toEqual(['KD-6202', 'rows']);
  });

  it('no text at all', async () => {
    for (const content of ['', 'one column only\nx', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), '<a', '{']) {
      expect((await refusal(() => table(content))).code).toBe('KD-6203');
    }
  });

  it('names of objects are no names of ours', async () => {
    const { columns } = await table('{"rows":[{"__proto__":"x","constructor":"y","id":"1","name":"a"}]}');
    expect(columns).toEqual(['__proto__', 'constructor', 'id', 'name']);
  });
});
