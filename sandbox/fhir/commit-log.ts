import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { CommitSink } from './registry.ts';
import type { Version } from './versions.ts';

const Line = z.array(
  z.object({
    type: z.string(),
    id: z.string(),
    versionId: z.number().int(),
    at: z.number(),
    method: z.enum(['POST', 'PUT', 'DELETE']),
    json: z.string().nullable(),
  }),
);

/** Commits kept in a file, one line each, so that a restarted registry is the same one. */
export class CommitLog implements CommitSink {
  readonly #file: string;
  #fd: number | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** What was committed before; a last line that was cut by a crash was never answered and is taken off. */
  replay(): Version[] {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch {
      return [];
    }
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) truncateSync(this.#file, Buffer.byteLength(whole));
    return whole
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => Line.parse(JSON.parse(line)));
  }

  append(versions: readonly Version[]): void {
    this.#fd ??= openSync(this.#file, 'a');
    const line = versions.map(({ type, id, versionId, at, method, json }) => ({
      type,
      id,
      versionId,
      at,
      method,
      json,
    }));
    writeSync(this.#fd, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#fd);
  }

  drop(count: number): void {
    const lines = readFileSync(this.#file, 'utf8').split('\n').slice(0, -1);
    for (let left = count; left > 0; ) left -= Line.parse(JSON.parse(lines.pop() ?? '[]')).length || left;
    writeFileSync(this.#file, lines.map((line) => `${line}\n`).join(''));
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }
}
