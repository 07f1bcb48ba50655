import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type Display, openDisplay } from './display.ts';
import { Program } from './program.ts';
import { portOf, type SandboxProcess, startSandbox } from './sandbox.ts';

export { expect } from '@playwright/test';

/** The registry of a test: it can be taken away and brought back. */
export class Registry {
  readonly #people: number;
  readonly #data: string;
  #sandbox: SandboxProcess;

  private constructor(people: number, data: string, sandbox: SandboxProcess) {
    this.#people = people;
    this.#data = data;
    this.#sandbox = sandbox;
  }

  static async start(people: number): Promise<Registry> {
    const data = await mkdtemp(join(tmpdir(), 'kartoteka-registry-'));
    return new Registry(people, data, await startSandbox({ people, data }));
  }

  get sandbox(): SandboxProcess {
    return this.#sandbox;
  }

  async stop(): Promise<void> {
    await this.#sandbox.stop();
  }

  /** The same registry at the same address. */
  async start(): Promise<void> {
    this.#sandbox = await startSandbox({ people: this.#people, data: this.#data, port: portOf(this.#sandbox) });
  }

  async dispose(): Promise<void> {
    await this.#sandbox.stop();
    await rm(this.#data, { recursive: true, force: true });
  }
}

interface Fixtures {
  people: number;
  /** Further words of the program's command line. */
  switches: readonly string[];
  /**
   * Where the program is drawn: a screen of its own, as a person has one. Nobody shares the clipboard.
   */
  display: Display;
  registry: Registry;
  program: Program;
  lonely: Program;
}

export const test = base.extend<Fixtures>({
  people: [40, { option: true }],
  switches: [[], { option: true }],
  display: async ({}, use) => {
    const display = await openDisplay();
    await use(display);
    await display.close();
  },
  registry: async ({ people }, use) => {
    const registry = await Registry.start(people);
    await use(registry);
    await registry.dispose();
  },
  /** The program of a workstation that knows the registry. */
  program: async ({ registry, display, switches }, use) => {
    const program = await Program.create(registry.sandbox.policyFile, display.name, switches);
    await program.open();
    await use(program);
    await program.dispose();
  },
  /** The program with no registry set up: only the training clinic. */
  lonely: async ({ display }, use) => {
    const program = await Program.create(undefined, display.name);
    await program.open();
    await use(program);
    await program.dispose();
  },
});
