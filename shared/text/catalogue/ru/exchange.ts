import type { CheckFinding, CheckStep, SESSION_OUTCOMES, WaitReason } from '../../../contract/exchange.ts';
import { counted, number } from './counting.ts';

type Facts = Readonly<Record<string, string>>;
interface Finding {
  readonly title: (facts: Facts) => string;
  /** Left out where nothing has to be done. */
  readonly advice?: string;
}

const requests = (count: number) =>
  counted(count, { one: 'заявка ждёт', few: 'заявки ждут', many: 'заявок ждут', other: 'заявки ждут' });

export const exchange = {
  title: 'Обмен',
  counts: (waiting: number) => (waiting === 0 ? 'ничего не ждёт' : requests(waiting)),
  run: 'Обменяться сейчас',
  stop: 'Остановить',
  check: 'Проверить связь',
  tabs: {
    waiting: 'Что ждёт',
    conflicts: 'Ждут решения',
    sessions: 'Сеансы обмена',
    packages: 'Обмен файлами',
    health: 'Состояние',
    check: 'Проверка связи',
  },
  state: {
    idle: 'Всё отправлено и получено',
    waits: 'Есть что отправить',
    pulling: 'Получаем данные реестра',
    pushing: 'Отправляем заявки',
    first: 'Первая загрузка из реестра',
    firstText: 'Смотреть загруженное можно уже сейчас. Если её прервать, она продолжится с того же места.',
    offline: 'Без сети',
    offlineText: 'Работать можно дальше: всё сохранено и уйдёт, когда появится связь.',
    failed: 'Обмен не удался',
    never: 'Обмена ещё не было',
    lastSuccess: (when: string) => `Последний успешный обмен: ${when}`,
    next: (when: string) => `Следующий: ${when}`,
    every: (seconds: number) =>
      seconds < 60 ? `Каждые ${number(seconds)} с` : `Каждые ${number(Math.round(seconds / 60))} мин`,
    byHand: 'Только вручную и после подписи заявки',
    training: 'Учебная база ни с чем не обменивается',
    trainingText: 'Чтобы работать с реестром, выйдите и войдите через Госуслуги.',
    clock: (minutes: number) =>
      `Часы компьютера ${minutes > 0 ? 'отстают от часов реестра' : 'спешат против часов реестра'} на ${number(Math.abs(minutes))} мин`,
    clockText:
      'Обмен работает, порядок правок от часов не зависит. Но время в журнале будет неверным: поправьте часы в настройках системы.',
  },
  loss: {
    title: 'В реестре нет большей части записей, которые там были',
    text: 'Здесь ничего не удалено, и пока это не выяснится, из реестра ничего не берётся. Чаще всего так бывает, когда реестр восстановили не полностью: сообщите его оператору.',
    foundAt: (when: string) => `Обнаружено ${when}`,
    decide: 'Посмотреть и решить…',
    whoDecides: (role: string) =>
      `Если записей там больше нет на самом деле, решение принимает ${role.toLowerCase()} на этом компьютере.`,
    accepted: 'Решение принято: с ближайшим обменом здесь будет удалено то, чего в реестре больше нет.',
    question: 'Удалить здесь то, чего больше нет в реестре?',
    table: 'Чего нет в реестре',
    columns: { kind: 'Что', known: 'Есть здесь', missing: 'Нет в реестре', left: 'Останется' },
    consequences:
      'Решение действует на один обмен и только на то, что в таблице: если в реестре окажется ещё меньше, программа спросит снова. Записи с неотправленными изменениями останутся, о каждой программа спросит отдельно.',
    reason: 'Почему записей в реестре больше нет',
    reasonHint: 'Останется в журнале вместе с вашим именем.',
    reasonRequired: 'Напишите, почему это так',
    confirm: (count: number) =>
      `Удалить ${counted(count, { one: 'запись', few: 'записи', many: 'записей', other: 'записи' })}`,
    done: 'Решение записано, обмен начат',
  },
  waiting: {
    columns: { request: 'Заявка', author: 'Автор', why: 'Почему ждёт', what: 'Что сделать' },
    request: (id: string) => `№ ${id}`,
    empty: 'Ничего не ждёт',
    emptyText: 'Все подписанные заявки получили ответ реестра.',
    reason: {
      next: 'Уйдёт со следующим обменом',
      sending: 'Отправляется сейчас',
      offline: 'Нет связи с реестром',
      signIn: 'Нужно войти заново',
      busy: 'Реестр просит подождать',
      failed: 'Отправить не удалось',
      quarantined: 'Ждёт другую заявку',
      conflict: 'Нужно решение: изменено и здесь, и в реестре',
      refused: 'Реестр отклонил',
    } satisfies Record<WaitReason, string>,
    until: (when: string) => `Следующая попытка ${when}`,
    attempts: (count: number) =>
      `Уже ${counted(count, { one: 'попытка', few: 'попытки', many: 'попыток', other: 'попытки' })}`,
    behind: (id: string) => `Меняет те же записи, что заявка № ${id}, поэтому пойдёт после неё`,
    words: (text: string) => `Ответ реестра: ${text}`,
    action: {
      run: 'Отправить сейчас',
      signIn: 'Войти',
      check: 'Проверить связь',
      openBehind: (id: string) => `Открыть № ${id}`,
      decide: 'Решить',
      open: 'Открыть заявку',
      of: (action: string, id: string) => `${action}, заявка № ${id}`,
    },
  },
  conflicts: {
    title: (field: string, record: string) => `Расхождение: ${field}, ${record}`,
    empty: 'Расхождений нет',
    emptyText: 'Никто в реестре не менял того, что изменено здесь.',
    text: 'Эти поля изменили и здесь, и в реестре. Работать можно как обычно; выберите, что верно.',
    columns: { field: 'Поле', base: 'Было у обоих', mine: 'У нас', theirs: 'В реестре' },
    decide: 'Решить…',
    decideOf: (field: string, record: string) => `Решить: ${field}, ${record}`,
    allMine: 'Оставить все наши…',
    allTheirs: 'Взять все из реестра…',
    choice: 'Что оставить',
    mine: 'Оставить наше',
    mineText: 'Наше значение пойдёт в заявку и снова на согласование: главный врач увидит, что заменит его.',
    theirs: 'Взять из реестра',
    theirsText: 'Наша правка будет снята, в карточке станет то, что в реестре.',
    apply: 'Принять решение',
    mineBy: (author: string, at: string, request: string) => `Наше: ${author}, ${at}, заявка № ${request}`,
    mineUnknown: 'Наше: правка на этом рабочем месте',
    theirsAt: (at: string) => `Реестр: записано ${at}`,
    theirsUnknown: 'Реестр: время не указано',
    foundAt: (at: string) => `Найдено при обмене ${at}`,
    together: 'Эти поля имеют смысл только вместе, поэтому решение одно на все.',
    deletedThere:
      'В реестре эту запись удалили. Оставить её здесь нельзя: если она нужна, возьмите из реестра и заведите заново.',
    deletedHere: 'Здесь эту запись удалили, а в реестре изменили. «Оставить наше» удалит её и в реестре.',
    gone: 'удалено',
    signed: 'Наша правка подписана и ждёт ответа реестра. Решить можно будет после него.',
    settled: 'Здесь уже нечего решать: значения сошлись или решение принято.',
    readOnly: 'Решает кадровик.',
    mark: 'Изменено и здесь, и в реестре: нужно решение. Alt+Enter — выбрать значение.',
    open: 'Выбрать значение',
    bulk: {
      mine: (count: number) => `Оставить наши значения: ${number(count)}`,
      theirs: (count: number) => `Взять значения реестра: ${number(count)}`,
      text: 'Так будет после решения:',
      stays: 'Останется',
      goes: 'Будет заменено',
      first: (shown: number, total: number) =>
        `Показаны и будут решены первые ${number(shown)} из ${number(total)}. Остальные решите после них.`,
      done: (count: number) => `Решено: ${number(count)}`,
      left: (count: number) => `Осталось: ${number(count)}. Подписанное и удалённое в реестре решается по одному.`,
    },
  },
  sessions: {
    columns: {
      startedAt: 'Начало',
      lasted: 'Длился',
      pulled: 'Получено записей',
      pushed: 'Отправлено заявок',
      outcome: 'Чем кончился',
    },
    outcome: {
      running: 'Идёт сейчас',
      success: 'Успешно',
      stopped: 'Остановлен вручную',
      broken: 'Прерван закрытием программы',
      failed: 'Не удался',
    } satisfies Record<(typeof SESSION_OUTCOMES)[number], string>,
    milliseconds: 'меньше секунды',
    empty: 'Обмена ещё не было',
    emptyText: 'Здесь будет каждый сеанс: когда, сколько получено и отправлено, чем кончился.',
    found: (shown: number, total: number) => `показано ${number(shown)} из ${number(total)}`,
  },
  health: {
    store: 'Хранилище',
    endpoints: 'Адреса реестра',
    jobs: 'Длительные операции',
    databaseBytes: 'Размер базы',
    walBytes: 'Ещё не перенесено в базу',
    copied: 'Записей в копии реестра',
    parked: 'Отложено: ждут других записей или не прочитаны',
    queued: 'Заявок в очереди',
    lastSuccess: 'Последний успешный обмен',
    never: 'ещё не было',
    megabytes: (value: number) => `${number(value)} МБ`,
    address: 'Адрес',
    addressState: 'Как отвечает',
    state: { used: 'Отвечает', ready: 'В запасе', resting: 'Не отвечает, повтор позже' },
    noEndpoints: 'Адрес реестра не задан. Его задаёт администратор политикой.',
    columns: { job: 'Операция', endedAt: 'Закончилась', lasted: 'Длилась', outcome: 'Чем кончилась' },
    done: 'Готово',
    noJobs: 'Длительных операций ещё не было.',
  },
  checking: {
    intro: 'Программа пройдёт путь до реестра по шагам и скажет, на каком он обрывается и что с этим делать.',
    running: 'Проверяем связь',
    copy: 'Скопировать отчёт',
    copied: 'Отчёт скопирован',
    again: 'Проверить ещё раз',
    at: (when: string) => `Проверено ${when}`,
    columns: { step: 'Шаг', result: 'Итог', what: 'Что найдено', advice: 'Что делать' },
    steps: {
      name: 'Имя сервера',
      proxy: 'Прокси',
      tls: 'Защищённое соединение',
      clock: 'Часы',
      signIn: 'Вход',
      capability: 'Возможности реестра',
      permissions: 'Права',
    } satisfies Record<CheckStep, string>,
    outcome: { ok: 'В порядке', warning: 'Внимание', failed: 'Ошибка', skipped: 'Не дошли' },
    allWell: 'Связь с реестром в порядке',
    broken: (step: string) => `Путь обрывается на шаге «${step}»`,
    warned: 'Связь есть, но на некоторые шаги стоит посмотреть',
    reportTitle: 'Картотека: проверка связи с реестром',
    fine: {
      name: (facts: Facts) => `Имя известно: ${facts.host}`,
      proxy: () => 'Прокси не нужен',
      tls: (facts: Facts) =>
        facts.until === undefined
          ? 'Соединение защищено'
          : `Сертификат выдал ${facts.issuer}, действует до ${facts.until}`,
      clock: (facts: Facts) => `Часы расходятся на ${facts.seconds} с`,
      signIn: () => 'Реестр принимает вход',
      capability: () => 'Есть всё, что нужно для обмена',
      permissions: () => 'Всё, что нужно, можно читать',
    } satisfies Record<CheckStep, (facts: Facts) => string>,
    findings: {
      notReached: { title: () => 'Шаг не выполнялся: раньше путь оборвался' },
      nameUnknown: {
        title: () => 'Имя сервера неизвестно этой сети',
        advice: 'Проверьте, подключена ли сеть учреждения или VPN. Если да, адрес проверит администратор.',
      },
      nameByProxy: { title: (facts) => `Имя ${facts.host} узнаёт прокси` },
      proxyUsed: { title: (facts) => `Через прокси ${facts.proxy}` },
      proxyFailed: {
        title: () => 'Прокси не пропускает к реестру',
        advice: 'Попросите администратора разрешить адрес реестра на прокси.',
      },
      refused: {
        title: () => 'Сервер не принимает соединений',
        advice: 'Скорее всего, реестр остановлен или порт закрыт. Работайте дальше, обмен повторится сам.',
      },
      silent: {
        title: () => 'Сервер молчит',
        advice: 'Сеть теряет ответ или реестр перегружен. Повторите через несколько минут.',
      },
      plain: { title: () => 'Соединение без шифрования: учебный реестр на этом компьютере' },
      certificateExpired: {
        title: (facts) =>
          facts.until === undefined
            ? 'Срок сертификата сервера вышел'
            : `Сертификат сервера действовал до ${facts.until}`,
        advice: 'Проверьте дату на этом компьютере. Если она верна, сертификат должен обновить администратор реестра.',
      },
      certificateEnds: {
        title: (facts) => `Сертификат сервера действует только до ${facts.until}`,
        advice: 'Сообщите администратору реестра: после этого дня обмен остановится.',
      },
      certificateUntrusted: {
        title: (facts) =>
          facts.issuer === undefined
            ? 'Сертификату сервера нет доверия'
            : `Сертификату нет доверия, его выдал ${facts.issuer}`,
        advice: 'Не продолжайте в чужой сети. В сети учреждения администратор должен установить корневой сертификат.',
      },
      certificateOfOther: {
        title: () => 'Сертификат выдан другому серверу',
        advice: 'Адрес в настройках неверен, или кто-то отвечает вместо реестра. Сообщите администратору.',
      },
      certificateWanted: {
        title: () => 'Сервер просит сертификат этого рабочего места и не принял его',
        advice: 'Сообщите администратору: он указывает сертификат и его ключ в политике (tlsClient) и продлевает их.',
      },
      clockOff: {
        title: (facts) => `Часы расходятся на ${facts.seconds} с`,
        advice: 'Поправьте дату и время в настройках системы.',
      },
      noClock: { title: () => 'Сервер не сообщает своё время', advice: 'На обмен это не влияет.' },
      signInNeeded: { title: () => 'Нужно войти заново', advice: 'Нажмите «Войти» и войдите через Госуслуги.' },
      providerSilent: {
        title: () => 'Служба входа не отвечает',
        advice: 'Повторите позже. Работать без обмена можно.',
      },
      notFhir: {
        title: () => 'По этому адресу отвечает не реестр',
        advice: 'Адрес задан неверно. Его исправит администратор.',
      },
      noTransactions: {
        title: () => 'Реестр не принимает заявку целиком',
        advice: 'Получать данные можно, а отправлять заявки такой сервер не даст. Сообщите администратору реестра.',
      },
      noHistory: {
        title: () => 'Реестр не хранит историю изменений',
        advice: 'Обмен будет работать, но медленнее.',
      },
      forbidden: {
        title: (facts) => `Нет права читать: ${facts.kinds}`,
        advice: 'Попросите администратора реестра дать вашей учётной записи права на данные учреждения.',
      },
      failed: {
        title: (facts) => (facts.code === undefined ? 'Не удалось' : `Не удалось (${facts.code})`),
        advice: 'Повторите. Если не поможет, скопируйте отчёт и отправьте администратору.',
      },
    } satisfies Record<Exclude<CheckFinding, 'fine'>, Finding>,
  },
};
