import type { IpcMain, IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import type { EventBody, EventName } from '#shared/contract/events.ts';
import { isOurs, type PageSource } from './origin.ts';
import type { Router } from './router.ts';

/** The same two names stand in `electron/preload/index.ts`. */
export const CALL_CHANNEL = 'kartoteka:call';
export const EVENT_CHANNEL = 'kartoteka:event';

/** A frame that has gone away while its message was under way is not ours any more. */
export function isOurFrame(
  contents: WebContents,
  frame: WebFrameMain | null,
  own: boolean,
  pages: PageSource,
): boolean {
  return (
    frame !== null && isOurs({ ownWindow: own, topFrame: frame === contents.mainFrame, origin: frame.origin }, pages)
  );
}

/** The one channel by which pages call the program. */
export function listenForCalls(
  ipcMain: IpcMain,
  router: Router,
  pages: PageSource,
  isOwn: (contents: WebContents) => boolean,
): void {
  ipcMain.handle(CALL_CHANNEL, (event: IpcMainInvokeEvent, payload: unknown) =>
    router.call(isOurFrame(event.sender, event.senderFrame, isOwn(event.sender), pages), payload),
  );
}

export function tell<E extends EventName>(contents: WebContents | undefined, name: E, body: EventBody<E>): void {
  if (contents !== undefined && !contents.isDestroyed()) contents.send(EVENT_CHANNEL, name, body);
}
