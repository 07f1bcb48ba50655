import type { Language } from '#shared/text/translate.ts';

/** How values are shown. Every function answers '' for null, so that a cell stays empty. */
export interface Format {
  /** `2026-11-21` → 21.11.2026, in English 21/11/2026; what is no day is shown as it is. */
  readonly date: (day: string | null) => string;
  /** `2026-11-21T18:00:00.000Z` → 21.11.2026, 21:00 in the zone of this computer. */
  readonly moment: (instant: string | null) => string;
  /** 21:00 today, 21.11.2026, 21:00 on other days. */
  readonly momentShort: (instant: string | null) => string;
  readonly time: (instant: string | null) => string;
  /** 1 234,5. */
  readonly number: (value: number | null) => string;
  /** Hundredths: 25 → 0,25; 100 → 1,00. */
  readonly rate: (hundredths: number | null) => string;
  /** 11223344595 → 112-233-445 95. */
  readonly snils: (digits: string | null) => string;
}

export function createFormat(language: Language): Format {
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
  const numbers = new Intl.NumberFormat(locale);
  const rates = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const times = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const day = dayFormat(locale);
  const time = (instant: string | null) => (instant === null ? '' : times.format(new Date(instant)));
  const moment = (instant: string | null) =>
    instant === null ? '' : `${day(localDayOf(new Date(instant)))}, ${time(instant)}`;
  return {
    date: (value) => (value === null ? '' : day(value)),
    time,
    moment,
    momentShort: (instant) => {
      if (instant === null) return '';
      return localDayOf(new Date(instant)) === localDayOf(new Date()) ? time(instant) : moment(instant);
    },
    number: (value) => (value === null ? '' : numbers.format(value)),
    rate: (hundredths) => (hundredths === null ? '' : rates.format(hundredths / 100)),
    snils: (digits) => (digits === null ? '' : formatSnils(digits)),
  };
}

/** Order and separators are asked of the language once: a grid shows thousands of days while it scrolls. */
function dayFormat(locale: string): (day: string) => string {
  const format = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const pattern = format.formatToParts(0);
  return (text) => {
    const day = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(text)?.groups;
    return day === undefined ? text : pattern.map(({ type, value }) => day[type] ?? value).join('');
  };
}

export function formatSnils(digits: string): string {
  const parts = /^(\d{3})(\d{3})(\d{3})(\d{2})$/.exec(digits);
  return parts === null ? digits : `${parts[1]}-${parts[2]}-${parts[3]} ${parts[4]}`;
}

/** The calendar day of a moment on this computer, `YYYY-MM-DD`. */
export function localDayOf(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(moment.getFullYear()).padStart(4, '0')}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
