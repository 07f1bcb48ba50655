import { expect, it } from 'vitest';
import { sha256Hex } from '../signing/digest.ts';
import { refusal } from '../test-books.ts';
import { entryOf, manifestOf, pack } from './pack.ts';
import { newPassphrase } from './passphrase.ts';
import { ABOUT, documentOf, honest, MADE_BY, opened, quickKey } from './testing/sealed.ts';
import { readSealed } from './unpack.ts';

const scan = Buffer.from('скан приказа');
const file = { sha256: sha256Hex(scan), bytes: scan };
const DOCUMENT = documentOf('requests/00001.json', { requestId: 'x', names: ['Иванова Мария'] });

it('gives back what was put in', async () => {
  const { manifest, documents, files, signature } = await opened(await honest([DOCUMENT, entryOf(file)]));
  expect(manifest).toMatchObject({ ...ABOUT, madeBy: MADE_BY });
  expect(documents).toEqual([{ name: 'requests/00001.json', value: { requestId: 'x', names: ['Иванова Мария'] } }]);
  expect(files.map(({ sha256, bytes }) => [sha256, Buffer.from(bytes).toString()])).toEqual([
    [file.sha256, 'скан приказа'],
  ]);
  expect(signature).toBeNull();
});

it('hands out the signature with the bytes that were signed', async () => {
  const { bytes } = manifestOf(ABOUT, MADE_BY, [DOCUMENT]);
  const cms = Buffer.from([0x30, 1, 2]);
  const { signature } = await opened(pack(ABOUT, await quickKey(), bytes, cms, [DOCUMENT]));
  expect(Buffer.from(signature?.cms ?? [])).toEqual(cms);
  expect(Buffer.from(signature?.content ?? [])).toEqual(Buffer.from(bytes));
});

it('tells nobody without the passphrase more than what it is and whose', async () => {
  const bytes = await honest([DOCUMENT, entryOf(file)]);
  expect(readSealed(bytes).header).toMatchObject(ABOUT);
  for (const secret of ['Иванова', 'Кадрова', 'скан', 'requests/', file.sha256]) {
    expect(bytes.includes(secret), secret).toBe(false);
  }
  expect((await refusal(() => opened(bytes, 'другая кодовая фраза'))).code).toBe('KD-6405');
});

it('opens a phrase of ours however it is typed', async () => {
  const phrase = newPassphrase();
  const bytes = pack(ABOUT, await quickKey(phrase), manifestOf(ABOUT, MADE_BY, [DOCUMENT]).bytes, null, [DOCUMENT]);
  for (const typed of [phrase.toLowerCase(), phrase.replaceAll('-', ' '), ` ${phrase} `]) {
    expect((await opened(bytes, typed)).documents).toHaveLength(1);
  }
});
