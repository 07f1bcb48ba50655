import { counted, number } from './counting.ts';

const notices = (count: number) =>
  counted(count, { one: 'уведомление', few: 'уведомления', many: 'уведомлений', other: 'уведомления' });
const workers = (count: number) =>
  counted(count, { one: 'сотрудника', few: 'сотрудников', many: 'сотрудников', other: 'сотрудников' });

export const notifications = {
  title: 'Уведомления',
  bell: (unread: number) => (unread === 0 ? 'Уведомления: новых нет' : `Уведомления: ${number(unread)} новых`),
  unread: 'Не прочитано',
  read: 'Прочитано',
  markRead: 'Отметить прочитанным',
  markAllRead: 'Прочитать все',
  emptyTitle: 'Уведомлений нет',
  emptyText: 'Здесь появится то, что требует внимания: заявки, сроки допуска, обмен с реестром, длительные операции.',
  settings: 'Настроить уведомления',
  missed: (count: number) => `Пока вас не было: ${notices(count)}`,
  several: (count: number) => `${notices(count)}: посмотрите, что нового`,
  show: 'Показать',
  /** Colour, icon and this word say together how urgent it is. */
  word: { done: 'Готово', action: 'Нужно действие', refused: 'Отказ или просрочка' },
  kind: {
    approval: 'Заявка ждёт согласования',
    returned: 'Заявка возвращена',
    accepted: 'Заявка принята реестром',
    refused: 'Реестр отклонил заявку',
    message: 'Сообщение по заявке',
    expiring: 'Заканчивается допуск',
    overdue: 'Допуск просрочен',
    sync: 'Обмен с реестром не удался',
    conflict: 'Данные изменены и здесь, и в реестре',
    certificate: 'Заканчивается сертификат',
    jobDone: 'Операция завершена',
    jobFailed: 'Операция не удалась',
  },
  text: {
    approval: (title: string, actor: string) => `Заявка ${title}: согласуйте или верните. Отправил(а): ${actor}`,
    returned: (title: string, actor: string) => `Заявка ${title} возвращена на доработку. Вернул(а): ${actor}`,
    accepted: (title: string) => `Заявка ${title} принята реестром`,
    refused: (title: string) => `Реестр отклонил заявку ${title}`,
    message: (title: string, actor: string) => `Заявка ${title}: новое сообщение. Написал(а): ${actor}`,
    reason: (text: string) => `Причина: ${text}`,
    expiringOne: (name: string, until: string) => `${name}: допуск до ${until}`,
    expiring: (count: number) => `Подходит срок допуска у ${workers(count)}`,
    overdueOne: (name: string, until: string) => `${name}: допуск закончился ${until}`,
    overdue: (count: number) => `Закончился допуск у ${workers(count)}`,
    certificate: {
      signer: (until: string) => `Ваш сертификат подписи действует до ${until}. Получите новый заранее`,
      server: (until: string, name: string) =>
        `Сертификат сервера реестра ${name} действует до ${until}. Сообщите администратору реестра`,
      authority: (until: string, name: string) =>
        `Сертификат удостоверяющего центра «${name}» действует до ${until}. Сообщите администратору`,
      client: (until: string, name: string) =>
        `Сертификат этого рабочего места «${name}» для связи с реестром действует до ${until}. Сообщите администратору`,
    },
    conflict: (count: number) =>
      `Выберите, чьё значение верно: ${counted(count, {
        one: 'поле изменено',
        few: 'поля изменены',
        many: 'полей изменено',
        other: 'поля изменены',
      })} и здесь, и в реестре`,
  },
  /** On the screen of the computer: never whom it is about. */
  toast: {
    one: {
      approval: 'Заявка ждёт согласования',
      returned: 'Заявка возвращена на доработку',
      accepted: 'Заявка принята реестром',
      refused: 'Реестр отклонил заявку',
      message: 'Новое сообщение по заявке',
      expiring: 'Подходят сроки допуска',
      overdue: 'Есть просроченные допуски',
      sync: 'Обмен с реестром не удался',
      conflict: 'Нужно решение по изменённым данным',
      certificate: 'Заканчивается сертификат',
      jobDone: 'Длительная операция завершена',
      jobFailed: 'Длительная операция не удалась',
    },
    several: (count: number) => `Новое: ${notices(count)}`,
  },
  /** For the mail program: as little as a message on the screen. */
  letter: {
    action: 'Письмо…',
    body: (what: string) => `${what}.\n\nПодробности – в программе «Картотека», в уведомлениях.`,
  },
  preferences: {
    title: 'Уведомления',
    kind: 'О чём',
    inApp: 'В программе',
    system: 'На экране компьютера',
    email: 'Черновик письма',
    channelOf: (kind: string, channel: string) => `${kind}: ${channel}`,
    quiet: 'Тихие часы',
    quietText: 'В это время ничего не появляется само. Уведомления ждут в колокольчике и показываются потом.',
    from: 'С',
    to: 'До',
    weekends: 'Тихо в выходные',
    systemText: 'На экране компьютера сообщение видно, когда окно программы не впереди. Имён и номеров в нём нет.',
    emailText:
      'Черновик письма открывается в почтовой программе кнопкой «Письмо…» у уведомления. Сама программа ничего не отправляет. Имён и номеров в письме нет, адрес берётся из «Мои контакты…».',
  },
};
