import { DeskError } from '#shared/contract/result.ts';
import type { Answer, Ask } from './client.ts';
import { isObject, type Json, splitBundle } from './json.ts';
import { unexpected } from './pull.ts';
import type { Talk } from './talk.ts';
import { findTask, type Task, UNDER_WAY } from './task.ts';
import type { WireEntry } from './wire.ts';

/**
 * The papers of a request that is sent piece by piece: its Task, opened before the first piece and completed after the
 * last, and the approval, written when all the pieces are taken.
 */
export class Paperwork {
  readonly #talk: Talk;
  readonly #note: WireEntry;
  readonly #approval: WireEntry;

  constructor(talk: Talk, note: WireEntry, approval: WireEntry) {
    this.#talk = talk;
    this.#note = note;
    this.#approval = approval;
  }

  /**
   * The Task of this request, opened for these bytes; a completed one is left alone. Null when another desk has told of
   * the request since the version that this one knows.
   */
  async open(): Promise<{ readonly path: string; readonly isApproved: boolean } | null> {
    const found = await this.#find();
    const { ifMatch } = this.#note.request;
    const isOpen = found?.status === UNDER_WAY || found?.status === 'completed';
    if (ifMatch !== undefined && !isOpen && ifMatch !== `W/"${found?.meta?.versionId ?? ''}"`) return null;
    const content = { ...contentOf(this.#note), status: UNDER_WAY };
    if (found === null) {
      const headers = { 'if-none-exist': this.#condition };
      written(await this.#talk.ask({ method: 'POST', path: 'Task', headers, body: JSON.stringify(content) }));
    } else if (found.status !== 'completed') written(await this.#talk.ask(rewriting(found, content)));
    const path = pathOf(await this.#known());
    return { path, isApproved: found?.status === 'completed' || (await this.#isApproved()) };
  }

  /** @param approval its text, with the real names of what it is about */
  async complete(approval: string): Promise<void> {
    if (!(await this.#isApproved())) {
      const headers = { 'if-none-exist': conditionOf(this.#approval) };
      written(await this.#talk.ask({ method: 'POST', path: this.#approval.request.url, headers, body: approval }));
    }
    await this.#rewrite({ status: 'completed' });
  }

  async refuse(text: string): Promise<void> {
    await this.#rewrite({ status: 'failed', statusReason: { text } });
  }

  async #rewrite(verdict: Json): Promise<void> {
    const task = await this.#known();
    if (task.status === verdict.status) return;
    written(await this.#talk.ask(rewriting(task, { ...contentOf(this.#note), ...verdict })));
  }

  async #isApproved(): Promise<boolean> {
    const path = `${this.#approval.request.url}?${conditionOf(this.#approval)}`;
    const answer = await this.#talk.ask({ method: 'GET', path });
    if (answer.status !== 200) throw unexpected(answer);
    return splitBundle(answer.body).entries.some(({ resource }) => resource !== null);
  }

  async #known(): Promise<Task> {
    const task = await this.#find();
    if (task === null) throw against('the Task is not found');
    return task;
  }

  #find(): Promise<Task | null> {
    return findTask(this.#talk, this.#condition);
  }

  get #condition(): string {
    const { identifier } = contentOf(this.#note);
    const [{ system = '', value = '' } = {}] = (identifier ?? []) as { system?: string; value?: string }[];
    return `identifier=${encodeURIComponent(`${system}|${value}`)}`;
  }
}

function rewriting(task: Task, content: Json): Ask {
  const headers = { 'if-match': `W/"${task.meta?.versionId ?? ''}"` };
  return { method: 'PUT', path: pathOf(task), headers, body: JSON.stringify({ ...content, id: task.id }) };
}

function pathOf({ id }: Task): string {
  if (id === undefined) throw against('Task.id');
  return `Task/${id}`;
}

/** The search that finds it; without one anything would be taken for it. */
function conditionOf({ request }: WireEntry): string {
  if (request.ifNoneExist === undefined) throw new DeskError('KD-9001');
  return request.ifNoneExist;
}

function contentOf({ text }: WireEntry): Json {
  const value: unknown = JSON.parse(text ?? 'null');
  return isObject(value) ? value : {};
}

/** A paper that could not be written is no verdict on the request. */
function written(answer: Answer): void {
  if (answer.status >= 300) throw unexpected(answer);
}

function against(detail: string): DeskError {
  return new DeskError('KD-4003', { params: { detail } });
}
