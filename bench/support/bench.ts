import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './measure.ts';

/** What a figure is measured with. Each figure runs in a process of its own, so that none warms up another. */
export interface Bench {
  /** Of this run of all figures; what one prepares others may use. Removed at the end. */
  readonly folder: string;
  /** Size of the large clinic. */
  readonly people: number;
  /** One line on the standard output. */
  report(figure: Figure): void;
  /** For who watches: what is being done, and facts beside the figures. */
  note(text: string): void;
}

export type Measure = (bench: Bench) => Promise<void>;

export function openBench(folder: string, people: number): Bench {
  return {
    folder,
    people,
    report: (figure) => console.log(JSON.stringify(figure)),
    note: (text) => console.error(`  ${text}`),
  };
}

/** A new folder below that of the run. */
export function subfolder({ folder }: Bench, name: string): string {
  return mkdtempSync(join(folder, `${name}-`));
}
