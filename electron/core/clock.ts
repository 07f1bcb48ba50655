import type { Clock } from './ports.ts';

/** Time of the workstation. */
export function systemClock(): Clock {
  return {
    now: () => new Date().toISOString(),
    today: () => localDay(new Date()),
    millis: () => Date.now(),
    monotonic: () => performance.now(),
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}

/** The moment at which the day after begins where the workstation stands, as `Clock.now` writes it. */
export function endOfLocalDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).toISOString();
}

export function localDay(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${month}-${String(date.getDate()).padStart(2, '0')}`;
}
