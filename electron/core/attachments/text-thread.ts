import { Worker } from 'node:worker_threads';
import { workerUrl } from '../workers.ts';
import type { TextTask } from './text-worker.ts';

const LIMITS = { maxOldGenerationSizeMb: 512 } as const;
/** Milliseconds; what goes on for longer is not read. */
const PATIENCE = 20_000;

/** Reads strangers' files one after the other in a thread of its own, so that none can stop or end the program. */
export class TextThread {
  #worker: Worker | null = null;
  readonly #patience: number;

  constructor(patience = PATIENCE) {
    this.#patience = patience;
  }

  /** @returns the words of the file; none when it cannot be read, or the thread is closed meanwhile */
  read(task: TextTask): Promise<string> {
    const worker = this.#started();
    return new Promise((resolve) => {
      const end = (words: string): void => {
        clearTimeout(timer);
        for (const event of ['error', 'exit']) worker.off(event, fail);
        worker.off('message', end);
        resolve(words);
      };
      const fail = (): void => {
        this.close();
        end('');
      };
      const timer = setTimeout(fail, this.#patience);
      worker.on('message', end);
      for (const event of ['error', 'exit']) worker.on(event, fail);
      worker.postMessage(task);
    });
  }

  /** Another reading starts it again. */
  close(): void {
    void this.#worker?.terminate();
    this.#worker = null;
  }

  #started(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(workerUrl('attachments/text-worker'), {
      resourceLimits: LIMITS,
      // What readers say of files is nobody's to read.
      stdout: true,
      stderr: true,
    });
    // What ends it between two files is nobody's failure; the next reading starts another.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.unref();
    this.#worker = worker;
    return worker;
  }
}
