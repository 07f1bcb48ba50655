import type { CoreHost } from './core-host.ts';

export interface SignalParts {
  readonly core: Pick<CoreHost, 'lock' | 'online'>;
  readonly power: {
    on(event: 'lock-screen' | 'suspend', listener: () => void): unknown;
    getSystemIdleTime(): number;
  };
  readonly isOnline: () => boolean;
  readonly idleLockMinutes: number;
  /** Calls back again and again; the answer ends it. */
  readonly every: (milliseconds: number, callback: () => void) => () => void;
}

/** Neither the network nor idleness announces itself to main: both are looked at this often, in milliseconds. */
const LOOK_EVERY = 5_000;

/** Tells core what the system tells us: the screen was locked, sleep begins, nobody is there, the network came or went. */
export function watchSystem({ core, power, isOnline, idleLockMinutes, every }: SignalParts): () => void {
  power.on('lock-screen', () => core.lock('screen'));
  power.on('suspend', () => core.lock('suspend'));
  let online = isOnline();
  // Nobody could come back to a program that they have just started: only leaving it counts.
  let idle = power.getSystemIdleTime() >= idleLockMinutes * 60;
  core.online(online);
  return every(LOOK_EVERY, () => {
    if (isOnline() !== online) {
      online = !online;
      core.online(online);
    }
    const away = power.getSystemIdleTime() >= idleLockMinutes * 60;
    if (away && !idle) core.lock('idle');
    idle = away;
  });
}
