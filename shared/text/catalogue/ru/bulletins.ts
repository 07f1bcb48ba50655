import { counted } from './counting.ts';

export const bulletins = {
  title: 'Новости реестра',
  severity: { outage: 'Сбой', works: 'Плановые работы', news: 'Сообщение' },
  head: (severity: string, title: string) => `${severity}: ${title}`,
  toList: 'Показать все',
  period: (from: string, to: string) => `${from} — ${to}`,
  publisher: (name: string) => `Издатель: ${name}`,
  over: 'Завершено',
  more: (count: number) =>
    `Ещё ${counted(count, { one: 'новость', few: 'новости', many: 'новостей', other: 'новости' })}`,
  dismiss: (title: string) => `Скрыть: ${title}`,
};
