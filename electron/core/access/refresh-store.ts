import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntityId } from '#shared/domain/values.ts';
import type { Ports } from '../ports.ts';
import { remove, whenMissing, writeDurably } from './durable-file.ts';

/**
 * Refresh tokens between sessions: wrapped by the operating system's keystore, or else in memory until the program ends. A token speaks for one
 * person in one organisation: its owner is named by both, see {@link tokenOwner}.
 */
export interface RefreshStore {
  load(owner: string): Promise<string | null>;
  save(owner: string, refreshToken: string): Promise<void>;
  forget(owner: string): Promise<void>;
}

export const tokenOwner = (storeId: EntityId, userId: EntityId): string => `${storeId}-${userId}`;

export const REFRESH_FILE = /^refresh-.+\.bin/;

export function createRefreshStore({ host, paths, log }: Pick<Ports, 'host' | 'paths' | 'log'>): RefreshStore {
  const inMemory = new Map<string, string>();
  const fileOf = (owner: string): string => join(paths.data, `refresh-${owner}.bin`);

  return {
    async load(owner) {
      const kept = inMemory.get(owner);
      if (kept !== undefined) return kept;
      const wrapped = await readFile(fileOf(owner), 'utf8').catch(whenMissing(null));
      if (wrapped === null) return null;
      try {
        return await host.keystoreUnwrap({ wrapped });
      } catch {
        // Another account of the operating system, or a new keystore: a sign-in brings a new token.
        log.warn('access.refresh.unreadable');
        return null;
      }
    },
    async save(owner, refreshToken) {
      inMemory.set(owner, refreshToken);
      try {
        if (!(await host.keystoreAvailable({}))) return;
        await writeDurably(fileOf(owner), await host.keystoreWrap({ secret: refreshToken }));
        inMemory.delete(owner);
      } catch {
        log.warn('access.refresh.unsaved');
      }
    },
    async forget(owner) {
      inMemory.delete(owner);
      await remove(fileOf(owner));
    },
  };
}
