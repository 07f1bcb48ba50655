import type { PackageKind, PackageOutcome } from '../../../contract/packages.ts';
import { counted, number } from './counting.ts';

const requests = (count: number) => counted(count, { one: 'заявка', few: 'заявки', many: 'заявок', other: 'заявки' });
const records = (count: number) => counted(count, { one: 'запись', few: 'записи', many: 'записей', other: 'записи' });
const files = (count: number) => counted(count, { one: 'файл', few: 'файла', many: 'файлов', other: 'файла' });
const fields = (count: number) => counted(count, { one: 'поле', few: 'поля', many: 'полей', other: 'поля' });

const messages = (count: number) =>
  counted(count, { one: 'сообщение', few: 'сообщения', many: 'сообщений', other: 'сообщения' });

/** Exchange by files where there is no network. */
export const packages = {
  title: 'Обмен файлами',
  text: 'Для рабочих мест без сети: заявки, ответы на них, сообщения и сведения реестра переносят пакетом — на флешке или через папку.',
  commands: 'Пакеты',
  take: 'Принять пакет…',
  write: {
    requests: 'Записать заявки…',
    receipt: 'Записать ответы…',
    registry: 'Записать сведения реестра…',
  } as Readonly<Record<PackageKind, string>>,
  kinds: {
    requests: 'Заявки',
    receipt: 'Ответы на заявки',
    registry: 'Сведения реестра',
  } as Readonly<Record<PackageKind, string>>,
  waiting: (waitingRequests: number, answers: number, unheard: number) =>
    [
      waitingRequests > 0 && `Ждут отправки: ${requests(waitingRequests)}`,
      answers > 0 &&
        `Есть ответы на ${counted(answers, { one: 'заявку', few: 'заявки', many: 'заявок', other: 'заявки' })} с других рабочих мест`,
      unheard > 0 && `Не переданы: ${messages(unheard)} о заявках`,
    ]
      .filter((part) => part !== false)
      .join(' · '),
  nothingWaits: 'Заявок для пакета нет.',
  history: 'Записанные и принятые пакеты',
  noHistory: 'Пакетов ещё не было.',
  columns: { at: 'Когда', direction: 'Что сделано', kind: 'Содержимое', by: 'Кто', amount: 'Сколько' },
  directions: { written: 'Записан', taken: 'Принят' } as Readonly<Record<'written' | 'taken', string>>,
  amount: (requestCount: number, messageCount: number, recordCount: number) =>
    [
      requestCount > 0 && requests(requestCount),
      messageCount > 0 && messages(messageCount),
      recordCount > 0 && records(recordCount),
    ]
      .filter((part) => part !== false)
      .join(', '),
  dialogs: {
    choose: 'Выберите пакет',
    save: 'Куда записать пакет',
    packages: 'Пакеты Картотеки',
    fileNames: {
      requests: 'Заявки',
      receipt: 'Ответы',
      registry: 'Сведения реестра',
    } as Readonly<Record<PackageKind, string>>,
  },
  passphrase: 'Кодовая фраза',
  invent: 'Придумать',
  hide: 'Скрыть',
  show: 'Показать',
  writing: {
    title: {
      requests: 'Записать заявки в пакет',
      receipt: 'Записать ответы в пакет',
      registry: 'Записать сведения реестра в пакет',
    } as Readonly<Record<PackageKind, string>>,
    what: {
      requests:
        'Отправленные и согласованные заявки этого рабочего места, их подписи, приложенные файлы и сообщения о них.',
      receipt:
        'Что стало с заявками, принятыми пакетом: согласованы, возвращены, приняты или отклонены реестром; сообщения о них и новости реестра.',
      registry: 'Все сведения реестра, которые есть на этом рабочем месте: там они обновят копию. И новости реестра.',
    } as Readonly<Record<PackageKind, string>>,
    protection:
      'В пакете персональные данные, поэтому он шифруется. Сообщите кодовую фразу получателю другим путём: по телефону или на бумаге, но не на том же носителе.',
    hint: 'Не короче 12 знаков.',
    sign: 'Подписать пакет сертификатом',
    signHint: 'Получатель увидит, кто его записал.',
    submit: 'Записать…',
    working: 'Собираем пакет',
    done: (kind: PackageKind, fileName: string) =>
      `${kind === 'requests' ? 'Заявки записаны' : kind === 'receipt' ? 'Ответы записаны' : 'Сведения реестра записаны'} в файл «${fileName}»`,
    doneHint: 'Перенесите файл и сообщите кодовую фразу другим путём.',
  },
  taking: {
    title: 'Принять пакет',
    head: (kind: string, madeAt: string) => `${kind}, записаны ${madeAt}.`,
    file: 'Файл',
    open: 'Показать, что внутри',
    opening: 'Открываем и проверяем пакет',
    checked: 'Пакет цел: содержимое сходится с описью.',
    madeBy: 'Записал',
    madeAt: 'Когда',
    signer: 'Подписал',
    notSigned: 'Пакет без подписи',
    takenBefore: (at: string) => `Этот пакет уже принят ${at}. Повторный приём ничего не изменит.`,
    nothing: 'Всё, что есть в пакете, здесь уже есть. Приём ничего не изменит.',
    preview: 'Что произойдёт',
    columns: { number: '№', subjects: 'О ком', author: 'Автор', outcome: 'Что произойдёт', note: 'Пояснение' },
    outcomes: {
      new: 'Новая заявка',
      moves: 'Изменится',
      known: 'Уже здесь',
      waits: 'Подождёт сведений реестра',
      refused: 'Не будет принята',
    } as Readonly<Record<PackageOutcome, string>>,
    step: (from: string, to: string) => `${from} → ${to}`,
    becomes: (state: string) => `Новая заявка: ${state.toLowerCase()}`,
    fields,
    records: (fresh: number, changed: number, known: number) =>
      `Сведения реестра: новых ${number(fresh)}, изменённых ${number(changed)}, уже здесь ${number(known)}.`,
    messages: (fresh: number, known: number) =>
      `Сообщения о заявках: новых ${number(fresh)}, уже здесь ${number(known)}.`,
    bulletins: (fresh: number, known: number, refused: number) =>
      `Новости реестра: новых ${number(fresh)}, уже известных ${number(known)}${refused > 0 ? `, не принято ${number(refused)}: подпись не от издателя или срок прошёл` : ''}.`,
    files: (count: number) => `Приложено: ${files(count)}.`,
    filesRefused: (count: number) => `Не прошли проверку и не приняты: ${files(count)}.`,
    submit: 'Принять',
    working: 'Принимаем пакет',
    done: 'Пакет принят',
    doneRequests: (fresh: number, moved: number) =>
      [fresh > 0 && `новых заявок ${number(fresh)}`, moved > 0 && `изменилось ${requests(moved)}`]
        .filter((part) => part !== false)
        .join(', '),
    more: (count: number) => `и ещё ${number(count)}`,
  },
};
