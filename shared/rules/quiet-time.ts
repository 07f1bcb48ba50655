import type { NotificationSettings } from '../contract/notifications.ts';

type QuietTime = Pick<NotificationSettings, 'quietHours' | 'quietWeekends'>;

const MINUTES_OF_DAY = 24 * 60;
/** Two whole days, a night before and a night after them: longer than that no quiet lasts without a pause. */
const LONGEST = 4 * MINUTES_OF_DAY;

/**
 * How long it stays quiet at the place where `at` is read, in minutes; 0 when it is not quiet. Hours that begin where
 * they end are the whole day.
 */
export function quietMinutes(settings: QuietTime, at: Date): number {
  const begin = new Date(at);
  begin.setSeconds(0, 0);
  for (let minutes = 0; minutes < LONGEST; minutes++) {
    // By the calendar of the place, so that a day on which clocks are put forward ends when it ends.
    const moment = new Date(begin.getTime() + minutes * 60_000);
    if (!isQuiet(settings, moment)) return minutes;
  }
  return LONGEST;
}

function isQuiet({ quietHours, quietWeekends }: QuietTime, at: Date): boolean {
  const day = at.getDay();
  if (quietWeekends && (day === 0 || day === 6)) return true;
  if (quietHours === null) return false;
  const [from, to, now] = [minuteOf(quietHours.from), minuteOf(quietHours.to), at.getHours() * 60 + at.getMinutes()];
  return from < to ? now >= from && now < to : now >= from || now < to;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
