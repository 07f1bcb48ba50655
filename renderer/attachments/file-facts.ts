import type { AttachmentVersion } from '#shared/contract/attachments.ts';
import type { Messages } from '#shared/text/translate.ts';

const KILOBYTE = 1024;
const MEGABYTE = KILOBYTE * KILOBYTE;

/** 860 КБ, 2,4 МБ; rounded up, so that nothing looks empty or under a limit that it is over. */
export function fileSize({ attachments }: Messages, bytes: number): string {
  return bytes < MEGABYTE
    ? attachments.kilobytes(Math.ceil(bytes / KILOBYTE))
    : attachments.megabytes(Math.ceil((bytes * 10) / MEGABYTE));
}

/** Size, pages, who added it and when. */
export function factsOf(texts: Messages, file: AttachmentVersion, when: string): string {
  const { attachments } = texts;
  return [
    fileSize(texts, file.bytes),
    file.pages === null ? null : attachments.pages(file.pages),
    attachments.addedBy(file.addedBy, when),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
