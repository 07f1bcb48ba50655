import { expect, it, vi } from 'vitest';
import { NOTIFICATION_KINDS } from '#shared/contract/notifications.ts';
import { messages } from '#shared/text/translate.ts';
import { createToasts } from './toasts.ts';

function system() {
  const state = { supported: true, front: false, open: true };
  const shown: { body: string; click: () => void }[] = [];
  const opened = vi.fn();
  const toast = createToasts({
    isSupported: () => state.supported,
    isInFront: () => state.front,
    isOpen: () => state.open,
    show: ({ body }, click) => shown.push({ body: body ?? '', click }),
    texts: () => messages('ru'),
    open: opened,
  });
  return { state, shown, opened, toast };
}

it('tells what kind of thing happened, or how many, and a click opens the program', () => {
  const { shown, opened, toast } = system();
  toast({ kind: 'approval', count: 1 });
  toast({ kind: 'approval', count: 3 });
  toast({ kind: null, count: 2 });
  const { one, several } = messages('ru').notifications.toast;
  expect(shown.map(({ body }) => body)).toEqual([one.approval, several(3), several(2)]);
  shown[0]?.click();
  expect(opened).toHaveBeenCalledOnce();
});

it('every kind has its words', () => {
  const { shown, toast } = system();
  for (const kind of NOTIFICATION_KINDS) toast({ kind, count: 1 });
  expect(new Set(shown.map(({ body }) => body)).size).toBe(NOTIFICATION_KINDS.length);
});

it.each([
  ['the window is in front', { front: true }],
  ['the store is locked', { open: false }],
  ['the system has none', { supported: false }],
])('stays silent when %s', (_why, change) => {
  const { state, shown, toast } = system();
  Object.assign(state, change);
  toast({ kind: 'returned', count: 1 });
  expect(shown).toEqual([]);
});

it('a click after a lock opens nothing', () => {
  const { state, shown, opened, toast } = system();
  toast({ kind: 'returned', count: 1 });
  state.open = false;
  shown[0]?.click();
  expect(opened).not.toHaveBeenCalled();
});
