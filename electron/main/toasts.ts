import type { NotificationConstructorOptions } from 'electron';
import type { Toast } from '#shared/contract/host.ts';
import type { Messages } from '#shared/text/translate.ts';

export interface ToastParts {
  readonly isSupported: () => boolean;
  /** Shows it and calls back when it is clicked. */
  readonly show: (options: NotificationConstructorOptions, onClick: () => void) => void;
  /** Whoever looks at the window sees the message there. */
  readonly isInFront: () => boolean;
  /** While the store is closed nothing of it is shown. */
  readonly isOpen: () => boolean;
  readonly texts: () => Messages;
  /** Brings the window to the front and opens the bell. */
  readonly open: () => void;
}

/** Messages of the operating system. They tell of kinds and numbers only: others may look at the screen. */
export function createToasts(parts: ToastParts): (toast: Toast) => void {
  return ({ kind, count }) => {
    if (!parts.isSupported() || parts.isInFront() || !parts.isOpen()) return;
    const { common, notifications } = parts.texts();
    const body = kind === null || count > 1 ? notifications.toast.several(count) : notifications.toast.one[kind];
    parts.show({ title: common.product, body }, () => {
      if (parts.isOpen()) parts.open();
    });
  };
}
