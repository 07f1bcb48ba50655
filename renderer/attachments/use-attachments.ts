import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  type Attachment,
  type AttachmentKind,
  type AttachmentOwner,
  acceptedFiles,
} from '#shared/contract/attachments.ts';
import { api, CallFailure, call, keys } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { trackSaving } from '../app/saved-state.ts';

const NONE: readonly Attachment[] = [];

/** Files of these records, by record; removed ones too. */
export function useAttachments(owners: readonly AttachmentOwner[]): (ownerId: string) => readonly Attachment[] {
  const { data } = useQuery({
    queryKey: [keys.attachments, 'of', owners.map(({ id }) => id)],
    queryFn: () => call(api().attachments.of({ owners: [...owners] })),
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    const all = data?.attachments ?? NONE;
    return (ownerId) => all.filter(({ owner }) => owner.id === ownerId);
  }, [data]);
}

/** Reads a file that was dropped onto the page; one that is too large is not read at all. */
export async function bytesOf(file: File, kind: AttachmentKind): Promise<{ fileName: string; content: Uint8Array }> {
  const { maxBytes } = acceptedFiles(kind);
  if (file.size > maxBytes) {
    throw new CallFailure({ code: 'KD-6302', params: { maximum: maxBytes / 1024 / 1024 }, correlationId: 'page' });
  }
  const content = await file.arrayBuffer().catch(() => {
    throw new CallFailure({ code: 'KD-6307', correlationId: 'page' });
  });
  return { fileName: file.name, content: new Uint8Array(content) };
}

/** Attaches a dropped file, or one that the dialog of the system asks for. `onDone` also after a cancelled dialog. */
export function useAttach(owner: AttachmentOwner, onDone: () => void) {
  const { attachments } = useMessages();
  const notify = useNotify();
  return useMutation({
    mutationFn: async ({ kind, file }: { readonly kind: AttachmentKind; readonly file: File | null }) => {
      const given = file === null ? null : await bytesOf(file, kind);
      return trackSaving(call(api().attachments.add({ owner, kind, file: given })));
    },
    onSuccess: (added) => {
      if (added === null) return;
      if (added.coarse) notify.warn(attachments.attached, attachments.coarse);
      else notify.done(attachments.attached);
      onDone();
    },
  });
}

/** What can be done about a file that is there. */
export function useAttachmentCommands({ id: attachmentId, fileName }: Pick<Attachment, 'id' | 'fileName'>) {
  const { attachments } = useMessages();
  const notify = useNotify();
  const onError = notify.failed;
  const replace = useMutation({
    mutationFn: () => trackSaving(call(api().attachments.replace({ attachmentId, file: null }))),
    onSuccess: (replaced) => replaced !== null && notify.done(attachments.replaced),
    onError,
  });
  const remove = useMutation({
    mutationFn: () => trackSaving(call(api().attachments.remove({ attachmentId }))),
    onSuccess: () => notify.done(attachments.removed(fileName)),
    onError,
  });
  const restore = useMutation({
    mutationFn: () => trackSaving(call(api().attachments.restore({ attachmentId }))),
    onSuccess: () => notify.done(attachments.restored),
    onError,
  });
  return { replace, remove, restore };
}

/** Saves a copy where the user says; the newest version when none is named. */
export function useSave() {
  const { attachments } = useMessages();
  const notify = useNotify();
  return useMutation({
    mutationFn: (what: { readonly attachmentId: string; readonly version?: number }) =>
      call(api().attachments.save(what)),
    onSuccess: (saved) => saved !== null && notify.done(attachments.saved(saved.fileName)),
    onError: notify.failed,
  });
}
