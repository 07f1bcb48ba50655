import type { Rectangle, WebContents } from 'electron';
import type { EventBody, EventName } from '#shared/contract/events.ts';
import { tell } from './ipc.ts';
import { sectionOf } from './origin.ts';
import type { WindowState } from './settings.ts';

/** What is used of Electron's window. */
export interface OpenWindow {
  readonly webContents: Pick<WebContents, 'getURL'> & Parameters<typeof tell>[0];
  on(event: 'focus' | 'close' | 'closed', listener: () => void): unknown;
  getNormalBounds(): Rectangle;
  isMaximized(): boolean;
}

export interface WindowsParts<W extends OpenWindow> {
  readonly create: (state: WindowState | null) => W;
  readonly save: (states: readonly WindowState[]) => void;
}

/** More of them are hardly wanted: a key that is held down must not fill the screen. */
const MOST = 8;
/** A further window lies this far right and below of the one it was opened from. */
const STEP = 32;

/**
 * The windows of the desk. All show the same open store and hear the same events; each keeps its own place and section.
 * They open again as they were when the program ended; one that was closed before does not.
 */
export class Windows<W extends OpenWindow> {
  readonly #parts: WindowsParts<W>;
  /** The one used last comes last. */
  #open: readonly W[] = [];
  /** Told to close and still there for a moment. */
  readonly #closing = new Set<W>();
  #ending = false;

  constructor(parts: WindowsParts<W>) {
    this.#parts = parts;
  }

  /** Those of the last run, or one at its usual place. */
  restore(states: readonly WindowState[]): void {
    for (const state of states.slice(0, MOST)) this.#add(state);
    if (states.length === 0) this.#add(null);
  }

  /** One more, beside the one used last and at the same section; nothing where there are as many as can be. */
  another(): void {
    if (this.#open.length >= MOST) return;
    const { front } = this;
    const state = front === undefined ? null : stateOf(front);
    this.#add(state && { ...state, maximized: false, x: (state.x ?? 0) + STEP, y: (state.y ?? 0) + STEP });
  }

  /** The one used last. */
  get front(): W | undefined {
    return this.#open.at(-1);
  }

  get all(): readonly W[] {
    return this.#open;
  }

  owns(contents: unknown): boolean {
    return this.#open.some(({ webContents }) => webContents === contents);
  }

  tell<E extends EventName>(name: E, body: EventBody<E>): void {
    for (const { webContents } of this.#open) tell(webContents, name, body);
  }

  /** The program ends: the windows stand as they are to open again, though they close one after the other. */
  end(): void {
    if (this.#ending) return;
    this.#ending = true;
    // The last one was saved when it was closed.
    if (this.#staying.length > 0) this.#save(this.#staying);
  }

  #add(state: WindowState | null): void {
    const window = this.#parts.create(state);
    this.#open = [...this.#open, window];
    window.on('focus', () => {
      this.#open = [...this.#without(window), window];
    });
    window.on('close', () => {
      this.#closing.add(window);
      // The last one ends the program with it.
      if (!this.#ending) this.#save(this.#staying.length === 0 ? [window] : this.#staying);
    });
    window.on('closed', () => {
      this.#open = this.#without(window);
      this.#closing.delete(window);
    });
  }

  get #staying(): readonly W[] {
    return this.#open.filter((window) => !this.#closing.has(window));
  }

  #without(window: W): readonly W[] {
    return this.#open.filter((other) => other !== window);
  }

  #save(windows: readonly W[]): void {
    this.#parts.save(windows.map(stateOf));
  }
}

function stateOf(window: OpenWindow): WindowState {
  return {
    ...window.getNormalBounds(),
    maximized: window.isMaximized(),
    section: sectionOf(window.webContents.getURL()),
  };
}
