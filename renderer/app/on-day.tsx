import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { localDayOf } from './format.ts';

export interface OnDay {
  /** The day that lists, cards and reports show, `YYYY-MM-DD`; null is today, which alone can be edited. */
  readonly onDay: string | null;
  readonly show: (day: string | null) => void;
}

const OnDayContext = createContext<OnDay | null>(null);

/** The chosen day goes along from page to page; it ends with the session. */
export function OnDayProvider({ children }: { readonly children: ReactNode }) {
  const [onDay, setOnDay] = useState<string | null>(null);
  const value = useMemo(
    () => ({ onDay, show: (day: string | null) => setOnDay(day === localDayOf(new Date()) ? null : day) }),
    [onDay],
  );
  return <OnDayContext value={value}>{children}</OnDayContext>;
}

export function useOnDay(): OnDay {
  const value = useContext(OnDayContext);
  if (value === null) throw new Error('OnDayProvider is missing');
  return value;
}

/**
 * The day of what is on the screen: while the answer of the day just chosen is on its way, still the one before.
 * @param pending whether it is the former answer
 */
export function useShownDay(pending: boolean): string | null {
  const { onDay } = useOnDay();
  const [shown, setShown] = useState(onDay);
  if (!pending && shown !== onDay) setShown(onDay);
  return pending ? shown : onDay;
}

/** The input of a call that knows a day: today is not named. */
export function dayInput(onDay: string | null): { readonly onDay?: string } {
  return onDay === null ? {} : { onDay };
}
