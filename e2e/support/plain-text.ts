import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/** No file below `folder` may hold one of the words, in the encodings that SQLite, Chromium and logs write. */
export async function expectNoPlainText(folder: string, words: readonly string[]): Promise<void> {
  const patterns = words.flatMap((word) => [
    Buffer.from(word, 'utf8'),
    Buffer.from(word, 'utf16le'),
    Buffer.from(
      JSON.stringify(word)
        .slice(1, -1)
        .replace(/[\u0400-\u04ff]/g, escaped),
      'latin1',
    ),
  ]);
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  const found: string[] = [];
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    // What the running program takes away meanwhile is not on the disk.
    const content = await readFile(path).catch(unlessGone);
    if (patterns.some((pattern) => content.includes(pattern))) found.push(path);
  }
  expect(found).toEqual([]);
}

function unlessGone(error: NodeJS.ErrnoException): Buffer {
  if (error.code !== 'ENOENT') throw error;
  return Buffer.of();
}

/** As JSON with ASCII only would write a Cyrillic letter. */
function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
