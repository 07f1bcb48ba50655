import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxProcess } from './sandbox.ts';

const TYPES = [
  'Organization',
  'Location',
  'HealthcareService',
  'Practitioner',
  'PractitionerRole',
  'CodeSystem',
  'Basic',
];
const SOURCES = ['resources/dictionaries', 'electron/core/dictionaries', 'electron/core/training', 'sandbox'] as const;
const ROOT = join(import.meta.dirname, '../..');

export const wordsOf = (text: string): string[] => text.match(/\p{L}{2,}/gu) ?? [];

/** Every word that the registry, the dictionaries and the accounts of the sandbox can bring to the screen. */
export async function dataWords(sandbox: SandboxProcess): Promise<Set<string>> {
  const resources = await Promise.all(TYPES.map(async (type) => JSON.stringify(await sandbox.resources(type))));
  const sources = await Promise.all(SOURCES.map(async (folder) => (await readAll(join(ROOT, folder))).join('\n')));
  const codes = (await readAll(join(ROOT, SOURCES[0]))).flatMap(wordsOf);
  // Of the sources only what is Russian: their own words are English.
  const russian = sources.join('\n').match(/[а-яё]{2,}/giu) ?? [];
  return new Set([...resources.flatMap(wordsOf), ...codes, ...russian]);
}

async function readAll(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter(
    (entry) => entry.isFile() && /\.(ts|json|csv)$/.test(entry.name) && !/\.test\./.test(entry.name),
  );
  return Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
}
