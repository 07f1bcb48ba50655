import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AttachmentKind, AttachmentVersion, GivenFile } from '#shared/contract/attachments.ts';
import type { HostServices } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';
import { messages } from '#shared/text/translate.ts';
import { sha256Hex } from '../signing/digest.ts';
import { checkSize, extensionsOf, typeOf } from './content/type.ts';
import { inspectInThread } from './inspect-thread.ts';

/** A file that has passed all checks, and its bytes. */
export interface ReceivedFile extends Pick<AttachmentVersion, 'fileName' | 'type' | 'pages' | 'coarse' | 'sha256'> {
  readonly content: Uint8Array;
}

/**
 * Takes a file in: dropped onto the page, or chosen by the dialog of the system. The page never learns a path.
 *
 * @returns null when the dialog was cancelled
 * @throws DeskError KD-6301 … KD-6306 why it is not taken · KD-6307 cannot be read · KD-6002
 */
export async function receive(
  host: Pick<HostServices, 'openFile'>,
  kind: AttachmentKind,
  given: GivenFile,
  signal: AbortSignal,
): Promise<ReceivedFile | null> {
  const file = given ?? (await chosen(host, kind));
  if (file === null) return null;
  return examine(kind, file, signal);
}

/** Looks into the bytes of a file, wherever they come from. @throws DeskError KD-6301 … KD-6306 · KD-6002 */
export async function examine(
  kind: AttachmentKind,
  { fileName, content }: NonNullable<GivenFile>,
  signal: AbortSignal,
): Promise<ReceivedFile> {
  const type = typeOf(fileName, content, kind);
  const found = await inspectInThread(content, type, signal);
  return { fileName, type, content, sha256: sha256Hex(content), ...found };
}

async function chosen(host: Pick<HostServices, 'openFile'>, kind: AttachmentKind): Promise<GivenFile> {
  const { attachments } = messages('ru');
  const path = await host.openFile({
    title: attachments.dialogs.choose,
    filters: [{ name: attachments.dialogs.accepted, extensions: extensionsOf(kind) }],
  });
  return path === null ? null : { fileName: basename(path), content: await readWhole(path, kind) };
}

/** The size is asked first: a file that is too large is never read. */
async function readWhole(path: string, kind: AttachmentKind): Promise<Uint8Array> {
  try {
    const handle = await open(path, 'r');
    try {
      checkSize((await handle.stat()).size, kind);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw cause instanceof DeskError ? cause : new DeskError('KD-6307', { cause });
  }
}
