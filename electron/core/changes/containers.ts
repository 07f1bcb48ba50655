import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { HostServices } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { messages } from '#shared/text/translate.ts';
import type { Ids } from '../ports.ts';

/** A container holds a key and a few certificates; larger files are something else. */
const MAXIMUM_BYTES = 1_000_000;
/** Choices remembered; older ones have to be made again. */
const KEPT = 16;

/** Where chosen key containers lie. Only the path is remembered, and only until the store is closed. */
export class Containers {
  readonly #host: Pick<HostServices, 'openFile'>;
  readonly #ids: Ids;
  readonly #paths = new Map<EntityId, string>();

  constructor(host: Pick<HostServices, 'openFile'>, ids: Ids) {
    this.#host = host;
    this.#ids = ids;
  }

  /** Null when the dialog was cancelled. */
  async choose(): Promise<{ containerId: EntityId; fileName: string } | null> {
    const texts = messages('ru').main.dialogs;
    const filters = [
      { name: texts.containerFilter, extensions: ['p12', 'pfx'] },
      { name: texts.allFiles, extensions: ['*'] },
    ];
    const path = await this.#host.openFile({ title: texts.chooseContainer, filters });
    if (path === null) return null;
    const containerId = this.#ids.next();
    this.#paths.set(containerId, path);
    for (const id of this.#paths.keys()) {
      if (this.#paths.size <= KEPT) break;
      this.#paths.delete(id);
    }
    return { containerId, fileName: basename(path) };
  }

  /** @throws DeskError KD-3107 not chosen, or gone since · KD-3101 too large to be a container */
  async read(containerId: EntityId): Promise<Uint8Array> {
    const path = this.#paths.get(containerId);
    if (path === undefined) throw new DeskError('KD-3107');
    try {
      if ((await stat(path)).size > MAXIMUM_BYTES) throw new DeskError('KD-3101');
      return await readFile(path);
    } catch (cause) {
      throw cause instanceof DeskError ? cause : new DeskError('KD-3107', { cause });
    }
  }
}
