import type { OfferedCommand } from '../../../contract/commands.ts';
import type { GESTURES, GesturePlace } from '../../../contract/gestures.ts';
import { actions } from './actions.ts';
import { attachments } from './attachments.ts';
import { bulk } from './bulk.ts';
import { common } from './common.ts';
import { counted } from './counting.ts';
import { divisions } from './divisions.ts';
import { exchange } from './exchange.ts';
import { journal } from './journal.ts';
import { onDay } from './on-day.ts';
import { packages } from './packages.ts';
import { requests } from './requests.ts';
import { shell } from './shell.ts';
import { staff } from './staff.ts';
import { staffing } from './staffing.ts';
import { views } from './views.ts';

/** Commands as the palette, the native menu and the page of keys name them: where a page has a word, it is that word. */
export const commands = {
  names: {
    palette: 'Поиск и команды…',
    shortcuts: 'Клавиши',
    back: common.back,
    forward: common.forward,
    nextPane: 'Следующая область окна',
    previousPane: 'Предыдущая область окна',
    undo: staff.undo,
    redo: staff.redo,
    onDay: `${onDay.command}…`,
    exchange: shell.syncNow,
    newWindow: 'Новое окно',
    lock: shell.lock,
    signOut: `${shell.signOutTitle}…`,
    larger: 'Крупнее',
    smaller: 'Мельче',
    usualSize: 'Обычный размер',
    'staff.hire': 'Принять сотрудника…',
    'staff.openCard': 'Карточка сотрудника',
    'staff.transfer': actions.transfer,
    'staff.addPost': actions.addPost,
    'staff.leave': actions.leave,
    'staff.comeBack': actions.comeBack,
    'staff.dismiss': actions.dismiss,
    'staff.submit': `${staff.submit}…`,
    'staff.details': staff.details,
    'bulk.set': `${bulk.menu}: ${bulk.set}`,
    'bulk.transfer': `${bulk.menu}: ${bulk.transfer}`,
    'bulk.attach': `${bulk.menu}: ${bulk.attach}`,
    'bulk.request': `${bulk.menu}: ${bulk.request}`,
    'bulk.export': `${bulk.menu}: ${bulk.export}`,
    'view.all': views.menu(views.builtIn.all),
    'view.noSnils': views.menu(views.builtIn.noSnils),
    'view.expiring': views.menu(views.builtIn.expiring),
    'view.changed': views.menu(views.builtIn.changed),
    'view.errors': views.menu(views.builtIn.errors),
    'view.dismissed': views.menu(views.builtIn.dismissed),
    'divisions.create.division': 'Создать подразделение…',
    'divisions.create.section': 'Создать отделение…',
    'divisions.create.room': 'Создать кабинет…',
    'divisions.card': 'Карточка подразделения…',
    'divisions.move': divisions.move,
    'divisions.close': divisions.close,
    'divisions.people': divisions.people,
    'divisions.expandAll': divisions.expandAll,
    'divisions.collapseAll': divisions.collapseAll,
    'organisation.submit': `${staff.submit}…`,
    'staffing.newDocument': 'Новый проект штатного расписания…',
    'staffing.addRow': staffing.addRow,
    'staffing.removeRow': staffing.removeRow,
    'staffing.editDocument': staffing.editDocument,
    'staffing.activate': staffing.activate,
    'staffing.archive': staffing.archive,
    'staffing.removeDocument': staffing.removeDocument,
    'staffing.occupants': staffing.occupants,
    'dictionaries.load': 'Загрузить справочник из файла…',
    'dictionaries.check': 'Проверить справочники в реестре',
    'requests.submit': requests.submit,
    'requests.approve': 'Одобрить и подписать…',
    'requests.return': 'Вернуть автору…',
    'requests.reopen': requests.reopen,
    'requests.withdraw': requests.withdraw,
    'documents.open': 'Открыть документ',
    'documents.save': attachments.save,
    'documents.owner': attachments.register.goToOwner,
    'imports.choose': 'Выбрать файл для импорта…',
    'exchange.packages': packages.title,
    'exchange.stop': shell.stopSync,
    'exchange.check': exchange.check,
    'journal.verify': journal.verify,
  } satisfies Readonly<Record<OfferedCommand, string>>,
  report: (name: string) => `Отчёт: ${name}`,
  theme: (name: string) => `${shell.theme}: ${name}`,
  language: (name: string) => `${shell.language}: ${name}`,
  general: 'Во всей программе',
  sections: shell.menu,
  places: {
    grid: 'В таблице',
    tree: 'В дереве подразделений',
    form: 'В карточке',
    found: 'В найденном',
  } satisfies Readonly<Record<GesturePlace, string>>,
  gestures: {
    grid: {
      edit: 'Изменить ячейку',
      cancel: 'Вернуть прежнее значение',
      extend: 'Выделить соседние ячейки',
      extendToEdge: 'Выделить до края таблицы',
      chooseAll: 'Выделить всё',
      chooseRow: 'Выделить строку',
      chooseColumn: 'Выделить столбец',
      copy: 'Копировать',
      cut: 'Вырезать',
      paste: 'Вставить',
      fillDown: 'Заполнить вниз',
      fillRight: 'Заполнить вправо',
      continueSeries: 'Продолжить ряд вниз',
      clear: 'Очистить выделенное',
      replace: 'Найти и заменить',
      decide: 'Решить расхождение',
    },
    tree: { expand: 'Развернуть', collapse: 'Свернуть', people: divisions.people },
    form: { save: common.save, nextTab: 'Следующая вкладка', previousTab: 'Предыдущая вкладка' },
    found: { choose: 'Выбрать', open: common.open, inList: 'Показать в списке', close: common.close },
  } satisfies { readonly [P in GesturePlace]: Readonly<Record<keyof (typeof GESTURES)[P], string>> },
  shortcuts: {
    title: 'Клавиши программы',
    print: common.print,
    command: 'Действие',
    keys: 'Клавиши',
    layout: 'Буквы называют место клавиши: раскладка может быть любой.',
  },
  palette: {
    title: 'Поиск и команды',
    hint: 'Сотрудник, подразделение, заявка или команда',
    kinds: {
      recent: 'Недавнее',
      command: 'Команды',
      person: 'Сотрудники',
      division: 'Подразделения',
      request: 'Заявки',
    },
    left: 'не работает',
    closed: 'закрыто',
    personnelNumber: (number: string) => `таб. № ${number}`,
    notNow: 'сейчас недоступна',
    found: (count: number) =>
      count === 0
        ? 'Ничего не найдено'
        : counted(count, {
            one: 'результат',
            few: 'результата',
            many: 'результатов',
            other: 'результата',
          }),
    showAll: (kind: string, count: string) => `${kind}: показать все (${count})`,
    more: (count: string) => `больше ${count}`,
    backToAll: 'Искать везде',
    readAs: (text: string) => `Прочитано как «${text}»`,
    empty: 'Ничего не найдено',
    emptyText:
      'Проверьте написание или наберите меньше букв. Ищутся ФИО, СНИЛС, табельный номер, должность, подразделение, номер заявки.',
    start: 'Наберите фамилию, номер или название команды. Знак «>» в начале ищет только команды.',
    choose: 'Enter — открыть',
    chooseInList: 'Ctrl+Enter — в списке',
    notAvailable: (name: string) => `Команда «${name}» сейчас недоступна`,
    notAvailableText: 'Сначала выберите, с чем она работает.',
  },
};
