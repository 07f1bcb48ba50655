import { parentPort } from 'node:worker_threads';
import { check, type Telling } from './check.ts';

export interface Task extends Telling {
  readonly seed: number;
}

/** Tells one history after the other, as it is told to. */
parentPort?.on('message', ({ seed, ...telling }: Task) => {
  void check(seed, telling).then((failure) => parentPort?.postMessage(failure));
});
