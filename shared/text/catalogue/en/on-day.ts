import type { Messages } from '../ru/index.ts';

export const onDay: Messages['onDay'] = {
  command: 'As of date',
  commandOf: (date) => `As of ${date}`,
  hint: 'Show how it was or will be on another day',
  choose: 'Date',
  show: 'Show',
  today: 'Today',
  monthBegin: 'Start of month',
  yearBegin: 'Start of year',
  banner: (date) => `Shown as of ${date}`,
  bannerText: 'View only: changes are made to today’s data.',
  back: 'Back to today',
  locked: (date) => `Shown as of ${date}: go back to today to change it.`,
};
