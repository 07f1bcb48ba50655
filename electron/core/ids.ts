import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';
import type { Ids } from './ports.ts';

const BYTES = 16;
/** So many ids take their random bytes at once: asking the system for each costs more than writing a row. */
const AT_ONCE = 256;
/** The counter within a millisecond has 32 bits and begins in the lower half, so that it has room to rise. */
const HALF = 2 ** 31;

/** UUIDv7 (RFC 9562, 6.2 method 1): also those of one millisecond rise, whatever is done to the clock. */
export function systemIds(now: () => number = Date.now): Ids {
  const pool = Buffer.alloc(BYTES * AT_ONCE);
  let left = 0;
  let [msecs, seq] = [0, 0];

  function random(): Buffer {
    if (left === 0) {
      randomFillSync(pool);
      left = AT_ONCE;
    }
    left--;
    return pool.subarray(left * BYTES, (left + 1) * BYTES);
  }

  return {
    next() {
      const bytes = random();
      const time = now();
      if (time > msecs) {
        msecs = time;
        seq = bytes.readUInt32BE(6) % HALF;
      } else {
        seq++;
        if (seq === 2 ** 32) {
          msecs++;
          seq = 0;
        }
      }
      return v7({ random: bytes, msecs, seq });
    },
  };
}
