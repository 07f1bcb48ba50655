import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { AccessState } from '#shared/contract/access.ts';
import type { HostServices, LogFields } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { Clock } from '../../ports.ts';
import type { AccessPorts } from '../access.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that is gone when the file's tests are. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-access-'));
  folders.push(folder);
  return folder;
}

/** Time that stands until a test moves it. */
export interface TestClock extends Clock {
  /** Lets time pass: both clocks go on and timers ring. */
  advance(milliseconds: number): void;
  /** Somebody sets the wall clock; no time passes. */
  setBack(milliseconds: number): void;
}

export function testClock(begin = Date.parse('2026-11-21T08:00:00.000Z')): TestClock {
  let wall = begin;
  let passed = 0;
  const timers = new Set<{ at: number; ring: () => void }>();
  return {
    now: () => new Date(wall).toISOString(),
    today: () => new Date(wall).toISOString().slice(0, 10),
    millis: () => wall,
    monotonic: () => passed,
    after(milliseconds, ring) {
      const timer = { at: passed + milliseconds, ring };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(milliseconds) {
      const end = passed + milliseconds;
      for (;;) {
        const [next] = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers.delete(next);
        wall += next.at - passed;
        passed = next.at;
        next.ring();
      }
      wall += end - passed;
      passed = end;
    },
    setBack(milliseconds) {
      wall -= milliseconds;
    },
  };
}

export interface TestHost extends HostServices {
  /** The blob that main would hand to the next core. */
  kept: Uint8Array | null;
  /** Stores whose places main was told to forget. */
  readonly forgotten: string[];
  /** Addresses that the «system browser» was asked to show. */
  readonly shown: string[];
  /** What the browser does with them. */
  browse: (url: string) => void | Promise<void>;
  keystore: boolean;
}

/** Main's services with a keystore of its own: AES, so that no plain secret can slip into a file unseen. */
export function testHost(): TestHost {
  const key = randomBytes(32);
  const refuse = (): never => {
    throw new DeskError('KD-9001');
  };
  const host: TestHost = {
    kept: null,
    forgotten: [],
    shown: [],
    browse: () => undefined,
    keystore: true,
    async openExternal({ url }) {
      host.shown.push(url);
      await host.browse(url);
    },
    keystoreAvailable: async () => host.keystore,
    async keystoreWrap({ secret }) {
      if (!host.keystore) refuse();
      const iv = randomBytes(16);
      const cipher = createCipheriv('aes-256-ctr', key, iv);
      return Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final()]).toString('base64');
    },
    async keystoreUnwrap({ wrapped }) {
      if (!host.keystore) refuse();
      const data = Buffer.from(wrapped, 'base64');
      const cipher = createDecipheriv('aes-256-ctr', key, data.subarray(0, 16));
      return Buffer.concat([cipher.update(data.subarray(16)), cipher.final()]).toString('utf8');
    },
    openFile: async () => refuse(),
    openFolder: async () => refuse(),
    saveFile: async () => refuse(),
    printToPdf: async () => refuse(),
    showPdf: async () => refuse(),
    showToast: async () => refuse(),
    draftMail: async () => refuse(),
    resolveProxy: async () => 'DIRECT',
    async forgetPlaces({ storeId }) {
      host.forgotten.push(storeId);
    },
    async keepSession({ blob }) {
      host.kept = blob;
    },
  };
  return host;
}

export interface TestPorts extends AccessPorts {
  readonly clock: TestClock;
  readonly host: TestHost;
  /** States told to the windows. */
  readonly told: AccessState[];
  readonly logged: { readonly event: string; readonly fields: LogFields }[];
}

/** A workstation with real folders; hand `host` and `paths` of an earlier one over to start the program again. */
export function testPorts(earlier?: Pick<TestPorts, 'host' | 'paths'>): TestPorts {
  const folder = earlier ? '' : temporaryFolder();
  const logged: TestPorts['logged'] = [];
  const told: AccessState[] = [];
  const write = (event: string, fields: LogFields = {}): void => void logged.push({ event, fields });
  return {
    clock: testClock(),
    host: earlier?.host ?? testHost(),
    fetch: globalThis.fetch,
    log: { info: write, warn: write, error: write },
    paths: earlier?.paths ?? { data: join(folder, 'data'), temporary: join(folder, 'temporary') },
    ids: { next: () => randomUUID() },
    emit: (event, body) => {
      if (event === 'access.changed') told.push(body as AccessState);
    },
    told,
    logged,
  };
}

/** Texts of the page that the browser shows. */
export const TEXTS = {
  browserTitle: 'Вход в <Картотеку>',
  browserDone: 'Можно вернуться в программу.',
  browserRefused: (code: string) => `Ответ не принят (${code}).`,
};
