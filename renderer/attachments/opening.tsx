import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AttachmentType } from '#shared/contract/attachments.ts';
import { api, call } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { ImageViewer } from './image-viewer.tsx';

interface Opened {
  readonly attachmentId: string;
  /** The newest one when it is not named. */
  readonly version?: number;
}

const MIME: Readonly<Partial<Record<AttachmentType, string>>> = { jpeg: 'image/jpeg', png: 'image/png' };

/** Opens files: images over the page (put `viewer` into it), PDF in a window of its own; others say how to. */
export function useOpening(): {
  readonly open: (what: Opened) => void;
  readonly busy: boolean;
  readonly viewer: ReactNode;
} {
  const { attachments } = useMessages();
  const notify = useNotify();
  const [image, setImage] = useState<{ readonly fileName: string; readonly content: Blob } | null>(null);
  const opening = useMutation({
    mutationFn: (what: Opened) => call(api().attachments.open(what)),
    onSuccess: ({ fileName, type, content, shown }) => {
      if (content !== null)
        setImage({ fileName, content: new Blob([new Uint8Array(content)], { type: MIME[type] ?? '' }) });
      else if (!shown) notify.warn(fileName, attachments.onlySaved);
    },
    onError: notify.failed,
  });
  return {
    open: opening.mutate,
    busy: opening.isPending,
    viewer: image === null ? null : <ImageViewer {...image} onClose={() => setImage(null)} />,
  };
}
