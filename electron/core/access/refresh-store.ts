import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntityId } from '#shared/domain/values.ts';
import type { Ports } from '../ports.ts';
import { remove, whenMissing, writeDurably } from './durable-file.ts';

/** Refresh tokens between sessions: wrapped by the operating system's keystore, or else in memory until the program ends. */
export interface RefreshStore {
  load(userId: EntityId): Promise<string | null>;
  save(userId: EntityId, refreshToken: string): Promise<void>;
  forget(userId: EntityId): Promise<void>;
}

export const REFRESH_FILE = /^refresh-.+\.bin/;

export function createRefreshStore({ host, paths, log }: Pick<Ports, 'host' | 'paths' | 'log'>): RefreshStore {
  const inMemory = new Map<EntityId, string>();
  const fileOf = (userId: EntityId): string => join(paths.data, `refresh-${userId}.bin`);

  return {
    async load(userId) {
      const kept = inMemory.get(userId);
      if (kept !== undefined) return kept;
      const wrapped = await readFile(fileOf(userId), 'utf8').catch(whenMissing(null));
      if (wrapped === null) return null;
      try {
        return await host.keystoreUnwrap({ wrapped });
      } catch {
        // Another account of the operating system, or a new keystore: a sign-in brings a new token.
        log.warn('access.refresh.unreadable');
        return null;
      }
    },
    async save(userId, refreshToken) {
      inMemory.set(userId, refreshToken);
      try {
        if (!(await host.keystoreAvailable({}))) return;
        await writeDurably(fileOf(userId), await host.keystoreWrap({ secret: refreshToken }));
        inMemory.delete(userId);
      } catch {
        log.warn('access.refresh.unsaved');
      }
    },
    async forget(userId) {
      inMemory.delete(userId);
      await remove(fileOf(userId));
    },
  };
}
