import { makeStyles } from '@fluentui/react-components';
import { isDay } from '#shared/rules/dates.ts';
import { useMessages } from '../../app/i18n.tsx';
import { DateField } from '../../ui/date-field.tsx';

const useStyles = makeStyles({ field: { width: '250px' } });

interface DateFilterProps {
  readonly date: string;
  readonly onChange: (date: string) => void;
}

/** The day that a list is asked for; what is no day changes nothing. */
export function DateFilter({ date, onChange }: DateFilterProps) {
  const { worklists } = useMessages();
  return (
    <DateField
      className={useStyles().field}
      orientation="horizontal"
      size="small"
      label={worklists.onDate}
      value={date}
      onChange={(day) => {
        if (day !== null && isDay(day)) onChange(day);
      }}
    />
  );
}
