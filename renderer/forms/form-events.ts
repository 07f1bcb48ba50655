import type { KeyboardEvent, SyntheticEvent } from 'react';
import type { FormSession } from './form-session.ts';

/** Events of dialogs opened from a form come to it too, though they are no part of it. */
export function isOwnEvent({ currentTarget, target }: SyntheticEvent): boolean {
  return target instanceof Node && currentTarget.contains(target);
}

/** Name in the form of the field that an event is about. */
export function pathOfEvent(event: SyntheticEvent): string | undefined {
  if (!isOwnEvent(event) || !(event.target instanceof Element)) return undefined;
  return event.target.closest<HTMLElement>('[data-field]')?.dataset.field;
}

/**
 * A field is saved on Enter; Ctrl+S, Ctrl+Z and Ctrl+Y (Ctrl+Shift+Z) as everywhere.
 *
 * @returns whether the key was taken
 */
export function formKey(session: FormSession, event: KeyboardEvent): boolean {
  const { code, shiftKey } = event;
  const path = pathOfEvent(event);
  // In a text of several lines Enter begins the next one.
  if (code === 'Enter' && path !== undefined && !(event.target instanceof HTMLTextAreaElement)) {
    void session.leave(path);
  }
  if (!isOwnEvent(event) || !(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const redo = code === 'KeyY' || (code === 'KeyZ' && shiftKey);
  if (code === 'KeyS') void session.leave();
  // While something is being typed the keys belong to the text.
  else if ((redo || code === 'KeyZ') && !session.isTyping()) void (redo ? session.redo() : session.undo());
  else return false;
  return true;
}
