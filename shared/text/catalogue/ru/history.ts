import { counted } from './counting.ts';

/** Versions of a card, two of them beside each other, and the way back to one. */
export const history = {
  list: 'История изменений',
  empty: 'Изменений ещё не было.',
  field: 'Поле',
  allFields: 'Все поля',
  noneOfField: 'Это поле не менялось.',
  compare: 'Сравнить два состояния',
  from: 'Состояние',
  to: 'Сравнить с',
  now: 'Сейчас',
  origin: 'До первых изменений',
  versionOf: (moment: string, action: string) => `${moment} · ${action}`,
  comparison: 'Различия двух состояний',
  same: 'Состояния не различаются.',
  columns: { when: 'Когда', who: 'Кто', what: 'Что', from: 'Было', to: 'Стало', restore: 'Действие' },
  comparisonColumns: { what: 'Поле', from: 'В первом', to: 'Во втором' },
  made: (entity: string) => `${entity}: запись добавлена`,
  removed: (entity: string) => `${entity}: запись удалена`,
  restore: 'Вернуть к этому состоянию…',
  restoreShort: 'Вернуть…',
  restoreOf: (moment: string) => `Вернуть к состоянию на ${moment}`,
  restoreOrigin: 'Вернуть к состоянию до первых изменений',
  dialog: {
    willChange: (count: number) =>
      `Изменится: ${counted(count, { one: 'поле', few: 'поля', many: 'полей', other: 'поля' })}`,
    columns: { what: 'Поле', from: 'Сейчас', to: 'Станет' },
    nothing: 'Сейчас всё так же: возвращать нечего.',
    allRefused: 'Вернуть нечего: всё, что отличается, останется как есть.',
    refused: 'Останется как есть',
    note: 'Изменения попадут в черновик заявки и в журнал; до отправки их можно отменить.',
    submit: 'Вернуть',
    done: 'Прежнее состояние возвращено, изменения добавлены в черновик заявки',
  },
};
