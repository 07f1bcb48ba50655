import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import type { WindowState } from './settings.ts';
import { type OpenWindow, Windows } from './windows.ts';

/** A window that closes when it is told to. */
class FakeWindow extends EventEmitter {
  readonly told: string[] = [];
  readonly state: WindowState | null;
  section: string;
  constructor(state: WindowState | null) {
    super();
    this.state = state;
    this.section = state?.section ?? 'home';
  }
  readonly webContents = {
    getURL: () => `app://kartoteka/index.html#${this.section}`,
    isDestroyed: () => false,
    send: (_channel: string, name: string) => this.told.push(name),
  };
  getNormalBounds = () => ({ x: this.state?.x ?? 10, y: this.state?.y ?? 20, width: 1200, height: 800 });
  isMaximized = () => this.state?.maximized ?? false;
  close(): void {
    this.emit('close');
    this.emit('closed');
  }
}

const state = (section: string, x = 10): WindowState => ({
  x,
  y: 20,
  width: 1200,
  height: 800,
  maximized: false,
  section,
});

function desk(states: readonly WindowState[] = []) {
  const made: FakeWindow[] = [];
  const save = vi.fn();
  const windows = new Windows<FakeWindow & OpenWindow>({
    create(of) {
      const window = new FakeWindow(of);
      made.push(window);
      return window as unknown as FakeWindow & OpenWindow;
    },
    save,
  });
  windows.restore(states);
  const at = (index: number) => made[index] as FakeWindow;
  return { windows, save, at, made };
}

test('the first start opens one window, a later one those that were open', () => {
  expect(desk().made.map(({ state: of }) => of)).toEqual([null]);
  const states = [state('staff'), state('requests', 300)];
  expect(desk(states).made.map(({ state: of }) => of)).toEqual(states);
});

test('another window opens beside the one used last, at its section, and no more than eight of them', () => {
  const { windows, at, made } = desk([state('staff'), state('requests', 300)]);
  at(0).emit('focus');
  windows.another();
  expect(at(2).state).toEqual({ ...state('staff', 42), y: 52 });
  expect(windows.front).toBe(at(2));
  for (let i = 0; i < 20; i++) windows.another();
  expect(made).toHaveLength(8);
});

test('events reach every window; only windows of ours are answered', () => {
  const { windows, at } = desk([state('staff'), state('home')]);
  windows.tell('imports.changed', {});
  expect([at(0).told, at(1).told]).toEqual([['imports.changed'], ['imports.changed']]);
  expect(windows.owns(at(1).webContents)).toBe(true);
  expect(windows.owns({ ...at(1).webContents })).toBe(false);
  at(1).close();
  expect(windows.owns(at(1).webContents)).toBe(false);
});

test('a window that is closed does not come back, those that the end of the program closes do', () => {
  const { windows, at, save } = desk([state('staff'), state('home')]);
  at(0).section = 'journal';
  at(1).close();
  expect(save).toHaveBeenLastCalledWith([state('journal')]);
  windows.another();
  windows.end();
  const both = [state('journal'), { ...state('journal', 42), y: 52 }];
  expect(save).toHaveBeenLastCalledWith(both);
  for (const window of [...windows.all]) window.close();
  expect(save).toHaveBeenLastCalledWith(both);
});

test('a window that is still closing when the program ends does not come back either', () => {
  const { windows, at, save } = desk([state('staff'), state('home')]);
  at(1).emit('close');
  windows.end();
  expect(save).toHaveBeenLastCalledWith([state('staff')]);
});

test('closing the last window ends the program: it comes back', () => {
  const { windows, at, save } = desk([state('staff')]);
  at(0).close();
  windows.end();
  expect(save).toHaveBeenLastCalledWith([state('staff')]);
});
