import {
  Button,
  makeStyles,
  mergeClasses,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
} from '@fluentui/react-components';
import { CalendarRegular, ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { localDayOf } from '../app/format.ts';
import { useFormat, useLanguage, useMessages } from '../app/i18n.tsx';
import { addDays, addMonths, monthGrid } from './calendar-days.ts';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  month: { fontWeight: tokens.fontWeightSemibold, textTransform: 'capitalize' },
  grid: { borderCollapse: 'collapse', marginTop: tokens.spacingVerticalXS },
  weekday: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3, padding: '4px' },
  day: {
    width: '32px',
    height: '32px',
    minWidth: '32px',
    padding: 0,
    fontVariantNumeric: 'tabular-nums',
    fontWeight: tokens.fontWeightRegular,
  },
  otherMonth: { color: tokens.colorNeutralForeground3 },
  foot: { display: 'flex', justifyContent: 'flex-end', marginTop: tokens.spacingVerticalXS },
});

interface CalendarButtonProps {
  readonly value: string | null;
  readonly disabled?: boolean;
  readonly onChoose: (day: string) => void;
}

/** Opens a month, Monday first; arrows walk by days and weeks, PageUp and PageDown by months. */
export function CalendarButton({ value, disabled, onChoose }: CalendarButtonProps) {
  const { common } = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={(_event, data) => setOpen(data.open)} trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          appearance="transparent"
          size="small"
          icon={<CalendarRegular />}
          aria-label={common.chooseDate}
          disabled={disabled === true}
        />
      </PopoverTrigger>
      <PopoverSurface aria-label={common.chooseDate}>
        <Month
          start={value ?? localDayOf(new Date())}
          onChoose={(day) => {
            setOpen(false);
            onChoose(day);
          }}
        />
      </PopoverSurface>
    </Popover>
  );
}

const STEPS: Readonly<Record<string, (day: string) => string>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
};

function Month({ start, onChoose }: { readonly start: string; readonly onChoose: (day: string) => void }) {
  const styles = useStyles();
  const { common } = useMessages();
  const language = useLanguage();
  const format = useFormat();
  const [at, setAt] = useState(start);
  const grid = useRef<HTMLTableElement>(null);
  const weeks = useMemo(() => monthGrid(at), [at]);
  const names = useMemo(() => {
    const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
    const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
    return { month, weekday };
  }, [language]);
  useEffect(() => {
    grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus();
  }, [at]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setAt(step);
  };
  const today = localDayOf(new Date());
  return (
    <div>
      <div className={styles.head}>
        <Button
          appearance="subtle"
          size="small"
          icon={<ChevronLeftRegular />}
          aria-label={common.previousMonth}
          onClick={() => setAt(addMonths(at, -1))}
        />
        <span className={styles.month} aria-live="polite">
          {names.month.format(new Date(`${at}T00:00:00Z`))}
        </span>
        <Button
          appearance="subtle"
          size="small"
          icon={<ChevronRightRegular />}
          aria-label={common.nextMonth}
          onClick={() => setAt(addMonths(at, 1))}
        />
      </div>
      <table className={styles.grid} ref={grid} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {(weeks[0] ?? []).map((day) => (
              <th key={day} scope="col" className={styles.weekday}>
                {names.weekday.format(new Date(`${day}T00:00:00Z`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <Button
                    appearance={day === start ? 'primary' : day === today ? 'outline' : 'subtle'}
                    className={mergeClasses(styles.day, day.slice(0, 7) !== at.slice(0, 7) && styles.otherMonth)}
                    data-day={day}
                    tabIndex={day === at ? 0 : -1}
                    aria-label={format.date(day)}
                    aria-current={day === today ? 'date' : undefined}
                    onClick={() => onChoose(day)}
                  >
                    {Number(day.slice(8))}
                  </Button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.foot}>
        <Button size="small" appearance="subtle" onClick={() => onChoose(today)}>
          {common.today}
        </Button>
      </div>
    </div>
  );
}
