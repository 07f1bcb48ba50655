import { statSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Program } from './program.ts';

declare global {
  interface Window {
    /** How often core has died and run again while this page watched. */
    coreRestarts: number;
  }
}

/** Milliseconds after which a write that was waited for is taken as not coming: any moment is good enough to die at. */
const NO_WRITE = 1_000;

/** The process that has the store, as the system's process table knows it. */
export class CoreProcess {
  readonly #program: Program;
  #pid: number;
  #restarts = 0;

  private constructor(program: Program, pid: number) {
    this.#program = program;
    this.#pid = pid;
  }

  static async of(program: Program): Promise<CoreProcess> {
    await program.page.evaluate(() => {
      window.coreRestarts = 0;
      window.kartoteka.on('core.restarted', () => {
        window.coreRestarts += 1;
      });
    });
    return new CoreProcess(program, await pidOf(program));
  }

  /** As if somebody had pulled the plug. */
  kill(): void {
    process.kill(this.#pid, 'SIGKILL');
  }

  /**
   * Kills it after so many further writes to a file; blocks, so that nothing comes between.
   *
   * @param writes 0 for at once
   * @param looks at the file before it is waited for: something else of the moment to choose
   */
  killAfterWrites(file: string, writes: number, looks = 0): void {
    const until = performance.now() + NO_WRITE;
    let last = writtenAt(file);
    for (let left = looks; left > 0; left--) last = writtenAt(file);
    for (let left = writes; left > 0 && performance.now() < until; ) {
      const now = writtenAt(file);
      if (now !== last) left--;
      last = now;
    }
    this.kill();
  }

  /** The program has started a new one. */
  async restarted(): Promise<void> {
    this.#restarts += 1;
    await this.#program.page.waitForFunction((least) => window.coreRestarts >= least, this.#restarts);
    this.#pid = await pidOf(this.#program, this.#pid);
  }
}

/** @param dead the process before, which may stand in the list for a while after its end */
async function pidOf(program: Program, dead?: number): Promise<number> {
  let pid: number | undefined;
  await expect(async () => {
    const cores = await program.application.evaluate(({ app }) =>
      app.getAppMetrics().flatMap(({ type, name, pid }) => (type === 'Utility' && name === 'core' ? [pid] : [])),
    );
    pid = cores.find((each) => each !== dead);
    expect(pid).toBeDefined();
  }).toPass();
  return pid as number;
}

function writtenAt(file: string): bigint {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 0n;
}
