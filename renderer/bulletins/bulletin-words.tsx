import { AlertUrgentFilled, InfoFilled, WrenchFilled } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Bulletin } from '#shared/contract/bulletins.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import type { Tone } from '../ui/status-chip.tsx';

/** Colour and icon of a severity; its word stands beside them. */
export const SEVERITY: Readonly<
  Record<
    Bulletin['severity'],
    { readonly tone: Tone; readonly intent: 'error' | 'warning' | 'info'; readonly icon: ReactElement }
  >
> = {
  outage: { tone: 'refused', intent: 'error', icon: <AlertUrgentFilled /> },
  works: { tone: 'action', intent: 'warning', icon: <WrenchFilled /> },
  news: { tone: 'info', intent: 'info', icon: <InfoFilled /> },
};

/** From when to when, by the clock of this computer. */
export function usePeriod({ startsAt, endsAt }: Pick<Bulletin, 'startsAt' | 'endsAt'>): string {
  const { bulletins } = useMessages();
  const format = useFormat();
  return bulletins.period(format.momentShort(startsAt), format.momentShort(endsAt));
}
