/** «На дату»: lists, cards and reports of another day than today. */
export const onDay = {
  command: 'На дату',
  commandOf: (date: string) => `На ${date}`,
  hint: 'Показать, как было или будет в другой день',
  choose: 'Дата',
  show: 'Показать',
  today: 'Сегодня',
  monthBegin: 'Начало месяца',
  yearBegin: 'Начало года',
  banner: (date: string) => `Показано на ${date}`,
  bannerText: 'Только просмотр: изменения вносятся в сегодняшние данные.',
  back: 'Вернуться к сегодняшнему дню',
  locked: (date: string) => `Показано на ${date}: чтобы изменить, вернитесь к сегодняшнему дню.`,
};
