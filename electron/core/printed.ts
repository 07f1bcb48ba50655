const DECIMAL = new Intl.NumberFormat('ru-RU', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const MOMENT = new Intl.DateTimeFormat('ru-RU', { dateStyle: 'short', timeStyle: 'short' });

/** «0,25» of a rate in hundredths, as documents of a Russian clinic print it in any language of the screen. */
export function printedRate(hundredths: number): string {
  return DECIMAL.format(hundredths / 100);
}

/** «21.11.2026, 14:05» of a moment (UTC ISO), in the zone of the workstation. */
export function printedMoment(moment: string): string {
  return MOMENT.format(new Date(moment));
}
