import { parentPort } from 'node:worker_threads';
import { check } from './check.ts';

export interface Task {
  readonly seed: number;
  readonly shorter: boolean;
}

/** Tells one history after the other, as it is told to. */
parentPort?.on('message', ({ seed, shorter }: Task) => {
  void check(seed, { shorter }).then((failure) => parentPort?.postMessage(failure));
});
