import { counted, number } from './counting.ts';

export const divisions = {
  title: 'Подразделения',
  /** «24 · закрыто 2». */
  counts: (open: number, closed: number) =>
    [number(open), closed > 0 && `закрыто ${number(closed)}`].filter((part) => part !== false).join(' · '),
  commands: 'Подразделения: действия',
  expandAll: 'Развернуть все',
  collapseAll: 'Свернуть все',
  people: 'Сотрудники подразделения',
  showClosed: 'Показывать закрытые',
  search: 'Поиск подразделений',
  searchHint: 'Наименование или OID',
  columns: {
    name: 'Наименование',
    type: 'Тип',
    own: 'Сотрудников',
    branch: 'С подчинёнными',
    rate: 'Ставок',
    state: 'Состояние',
  },
  open: 'Действует',
  closed: (date: string) => `Закрыто ${date}`,
  expand: (name: string) => `Развернуть: ${name}`,
  collapse: (name: string) => `Свернуть: ${name}`,
  details: 'Сведения о подразделении',
  ownPeople: (count: number) =>
    `Само: ${counted(count, { one: 'сотрудник', few: 'сотрудника', many: 'сотрудников', other: 'сотрудника' })}`,
  branchPeople: (count: number) =>
    `С подчинёнными: ${counted(count, { one: 'сотрудник', few: 'сотрудника', many: 'сотрудников', other: 'сотрудника' })}`,
  branchRate: (rate: string) => `Занято ставок: ${rate}`,
  emptyTitle: 'Подразделений пока нет',
  emptyText: 'Дерево подразделений придёт из реестра при первой загрузке.',
};
