import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Attachment } from '#shared/contract/attachments.ts';
import type { HostServices } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';
import { messages } from '#shared/text/translate.ts';
import type { Database } from '../db/open.ts';
import type { EntityStore } from '../entities/store.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock, Emit, Ids } from '../ports.ts';
import { replaceFile } from '../reports/file.ts';
import { sha256Hex } from '../signing/digest.ts';
import type { AttachmentStore } from './store.ts';

export interface ShowParts {
  readonly db: Database;
  readonly store: AttachmentStore;
  readonly entities: EntityStore;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Emit;
  readonly host: Pick<HostServices, 'openFile' | 'saveFile' | 'showPdf'>;
}

/**
 * An image for the page, a PDF in a window of its own. No file is written for it.
 *
 * @throws DeskError KD-6308 the bytes are not those that were attached
 */
export async function showCopy(
  { store, host }: Pick<ShowParts, 'store' | 'host'>,
  { type, sha256, fileName }: Attachment,
): Promise<{ content: Uint8Array | null; shown: boolean }> {
  if (type === 'docx' || type === 'xlsx') return { content: null, shown: false };
  const content = contentOf(store, sha256);
  if (type !== 'pdf') return { content, shown: true };
  await host.showPdf({ title: fileName, content });
  return { content: null, shown: true };
}

/** @throws DeskError KD-6308 · KD-6001 cannot be written */
export async function saveCopy(
  { store, host }: Pick<ShowParts, 'store' | 'host'>,
  { type, sha256, fileName }: Attachment,
): Promise<{ fileName: string } | null> {
  const content = contentOf(store, sha256);
  const path = await host.saveFile({
    title: messages('ru').attachments.dialogs.save,
    fileName,
    filters: [{ name: type.toUpperCase(), extensions: type === 'jpeg' ? ['jpg', 'jpeg'] : [type] }],
  });
  if (path === null) return null;
  await replaceFile(path, (part) => writeFile(part, content));
  return { fileName: basename(path) };
}

function contentOf(store: AttachmentStore, sha256: string): Uint8Array {
  const content = store.content(sha256);
  if (content === null || sha256Hex(content) !== sha256) throw new DeskError('KD-6308');
  return content;
}
