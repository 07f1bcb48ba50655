import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  ToolbarButton,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { CalendarClockRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useCommand } from '../app/commands.tsx';
import { localDayOf } from '../app/format.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { useOnDay } from '../app/on-day.tsx';
import { DateField } from './date-field.tsx';
import { parseDay } from './date-text.ts';

const useStyles = makeStyles({
  surface: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, width: '264px' },
  quick: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

/** «На дату» of a command bar: the day that lists, cards and reports show. */
export function OnDayCommand({ disabled = false }: { readonly disabled?: boolean }) {
  const { onDay: words } = useMessages();
  const format = useFormat();
  const { onDay, show } = useOnDay();
  const [open, setOpen] = useState(false);
  useCommand('onDay', disabled ? null : () => setOpen(true));
  return (
    <Popover open={open} onOpenChange={(_event, data) => setOpen(data.open)} trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Tooltip content={words.hint} relationship="description">
          <ToolbarButton icon={<CalendarClockRegular />} aria-pressed={onDay !== null} disabled={disabled}>
            {onDay === null ? words.command : words.commandOf(format.date(onDay))}
          </ToolbarButton>
        </Tooltip>
      </PopoverTrigger>
      <PopoverSurface aria-label={words.command}>
        <DayChoice
          onChoose={(day) => {
            setOpen(false);
            show(day);
          }}
        />
      </PopoverSurface>
    </Popover>
  );
}

function DayChoice({ onChoose }: { readonly onChoose: (day: string | null) => void }) {
  const styles = useStyles();
  const { onDay: words } = useMessages();
  const { onDay } = useOnDay();
  const today = localDayOf(new Date());
  const [day, setDay] = useState<string | null>(onDay ?? today);
  const chosen = day === null ? null : parseDay(day, today);
  return (
    <form
      className={styles.surface}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) onChoose(chosen);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        // The field takes over what is typed when it is left: Enter comes before that.
        event.preventDefault();
        const typed = parseDay(event.target.value, today);
        if (typed !== null) onChoose(typed);
      }}
    >
      <DateField label={words.choose} value={day} onChange={setDay} />
      <div className={styles.quick}>
        <Button size="small" onClick={() => onChoose(null)}>
          {words.today}
        </Button>
        <Button size="small" onClick={() => onChoose(`${today.slice(0, 7)}-01`)}>
          {words.monthBegin}
        </Button>
        <Button size="small" onClick={() => onChoose(`${today.slice(0, 4)}-01-01`)}>
          {words.yearBegin}
        </Button>
      </div>
      <Button type="submit" appearance="primary" disabled={chosen === null}>
        {words.show}
      </Button>
    </form>
  );
}
