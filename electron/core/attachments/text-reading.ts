import type { Database } from '../db/open.ts';
import type { Emit } from '../ports.ts';
import type { AttachmentTextStore } from './text-store.ts';
import { TextThread } from './text-thread.ts';

export interface TextReadingParts {
  readonly db: Database;
  readonly store: AttachmentTextStore;
  readonly emit: Emit;
  readonly thread?: TextThread;
}

/**
 * Reads the text of files after they have been taken in, one at a time beside everything else: first what has just come,
 * then what an earlier program left unread. Nobody waits for it; a file that cannot be read has no text.
 */
export class TextReading {
  readonly #parts: TextReadingParts;
  readonly #thread: TextThread;
  readonly #come: string[] = [];
  /** How far the unread ones have been gone through; null when they are done, or nobody has begun. */
  #left: string | null = null;
  #running: Promise<void> | null = null;
  #open = false;

  constructor(parts: TextReadingParts) {
    this.#parts = parts;
    this.#thread = parts.thread ?? new TextThread();
  }

  /** Begins with what is unread. */
  start(): void {
    this.#open = true;
    this.#left = '';
    this.#run();
  }

  /** A content has come; may be called inside the transaction that keeps it. */
  come(sha256: string): void {
    if (!this.#open) return;
    this.#come.push(sha256);
    this.#run();
  }

  /** Until all that has come is read. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  /** Nothing touches the database afterwards; what is unread is read another time. */
  async stop(): Promise<void> {
    this.#open = false;
    this.#thread.close();
    await this.idle();
  }

  #run(): void {
    this.#running ??= this.#readAll().finally(() => {
      this.#running = null;
      // What came between the last look and now.
      if (this.#open && this.#come.length > 0) this.#run();
    });
  }

  async #readAll(): Promise<void> {
    let found = false;
    // Whoever called goes on first, and its transaction ends.
    await new Promise(setImmediate);
    for (let next = this.#next(); next !== null; next = this.#next()) {
      found = (await this.#read(next)) || found;
    }
    this.#thread.close();
    if (found && this.#open) this.#parts.emit('data.changed', { kind: 'attachment', ids: null });
  }

  #next(): string | null {
    if (!this.#open) return null;
    const come = this.#come.shift();
    if (come !== undefined) return come;
    if (this.#left !== null) this.#left = this.#parts.store.unreadAfter(this.#left);
    return this.#left;
  }

  /** @returns words were found */
  async #read(sha256: string): Promise<boolean> {
    const { db, store } = this.#parts;
    const file = store.unread(sha256);
    if (file === null) return false;
    const words = await this.#thread.read(file);
    if (!this.#open) return false;
    db.transaction(() => store.put(sha256, words)).immediate();
    return words !== '';
  }
}
