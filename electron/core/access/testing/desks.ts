import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { AccessState } from '#shared/contract/access.ts';
import { at, type Desk, type DeskOptions, restart, startDesk } from './desk.ts';
import { account, startTestProvider, type TestAccount, type TestProvider } from './provider.ts';

/** Desks of a test file, all with one provider; they end with their test. */
export interface Desks {
  issuer(): string;
  /** Whoever signs in next; a test begins with `anna`, an editor. */
  as(next: TestAccount): void;
  start(options?: Partial<DeskOptions>): Desk;
  /** A second person, `boris`, comes to an open desk and is the one who works there. */
  colleague(desk: Desk): Promise<void>;
  /** The same machine, after the program has ended in good order. */
  again(desk: Desk, options?: Partial<DeskOptions>): Promise<Desk>;
}

/** To be called at the top of a test file. */
export function openDesks(): Desks {
  let provider: TestProvider;
  const desks: Desk[] = [];
  const kept = (desk: Desk): Desk => {
    desks.push(desk);
    return desk;
  };
  const issuer = (): string => provider.issuer;
  const as = (next: TestAccount): void => {
    provider.account = next;
  };
  beforeAll(async () => {
    provider = await startTestProvider(account('anna', ['editor']));
  });
  afterAll(() => provider.stop());
  afterEach(async () => {
    as(account('anna', ['editor']));
    for (const desk of desks.splice(0)) {
      for (const state of desk.ports.told) expect(AccessState.safeParse(state).error).toBeUndefined();
      await desk.access.dispose();
    }
  });
  const colleague = async (desk: Desk): Promise<void> => {
    await desk.call('lock', {});
    as(account('boris', ['editor']));
    await desk.signIn('set-pin');
    await desk.call('setPin', { pin: '271828' });
  };
  return {
    issuer,
    as,
    colleague,
    start: (options = {}) => kept(startDesk({ issuer: issuer(), ...options })),
    again: async (desk, options = {}) => kept(await restart(desk, { issuer: issuer(), ...options })),
  };
}

/** Every file that a desk has written. */
export function filesOf(desk: Desk): string[] {
  const { data, temporary } = desk.ports.paths;
  return [data, temporary].filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile()),
  );
}

/** Who stands first in the list of a locked desk. */
export async function firstUser(desk: Desk): Promise<string> {
  return at(await desk.state(), 'locked').users[0]?.userId ?? '';
}
