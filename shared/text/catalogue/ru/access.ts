import { counted } from './counting.ts';

const minutes = (count: number) => counted(count, { one: 'минута', few: 'минуты', many: 'минут', other: 'минуты' });
const secondsAccusative = (count: number) =>
  counted(count, { one: 'секунду', few: 'секунды', many: 'секунд', other: 'секунды' });
const minutesAccusative = (count: number) =>
  counted(count, { one: 'минуту', few: 'минуты', many: 'минут', other: 'минуты' });

export const access = {
  subtitle: 'Рабочее место отдела кадров клиники',
  welcomeTitle: 'Вход в Картотеку',
  welcomeText:
    'Вход выполняется через Госуслуги в вашем обычном браузере. Пароль от Госуслуг вводится только там: сама программа его не видит и никогда не спрашивает.',
  signIn: 'Войти через Госуслуги',
  signInUnavailable:
    'Программа ещё не подключена к реестру. Администратор задаёт адреса в политике рабочего места; пока доступна учебная база.',
  trainingTitle: 'Учебная база',
  trainingText:
    'Выдуманная клиника для знакомства с программой: сотрудники, подразделения и заявки созданы на этом компьютере. Она ничего не отправляет в реестр и не принимает из него, а при выходе исчезает.',
  trainingRole: 'Роль в учебной базе',
  trainingSize: 'Число сотрудников',
  openTraining: 'Открыть учебную базу',
  openingTraining: 'Создаём учебную базу…',
  waitingTitle: 'Завершите вход в браузере',
  waitingText: 'Мы открыли страницу Госуслуг в вашем браузере. Войдите там и вернитесь сюда: программа продолжит сама.',
  waitingLeft: (minutesLeft: number, secondsLeft: number) =>
    `Осталось ${minutesLeft}:${String(secondsLeft).padStart(2, '0')}`,
  waitingOver: 'Время вышло. Начните вход заново.',
  reopenBrowser: 'Открыть страницу ещё раз',
  cancelSignIn: 'Отменить вход',
  grantTitle: 'Откройте хранилище для нового пользователя',
  grantHello: (name: string) => `Вы вошли как ${name}.`,
  grantText:
    'На этом компьютере уже есть зашифрованное хранилище. Чтобы вы могли с ним работать, его один раз открывает сотрудник, у которого доступ уже есть, — своим ПИН-кодом. Если его нет рядом, подойдёт ключ восстановления организации.',
  grantByPin: 'ПИН-код сотрудника',
  grantByKey: 'Ключ восстановления',
  grantWho: 'Кто открывает',
  grantSubmit: 'Открыть хранилище',
  setPinTitle: 'Придумайте ПИН-код',
  setPinText: (role: string) =>
    `Ваша роль: ${role}. ПИН-код открывает хранилище на этом компьютере, в том числе без сети. Он не связан с паролем Госуслуг, и восстановить его нельзя — только заменить с помощью ключа восстановления.`,
  pin: 'ПИН-код',
  newPin: 'Новый ПИН-код',
  repeatPin: 'ПИН-код ещё раз',
  pinsDiffer: 'ПИН-коды не совпадают.',
  showPin: 'Показать ПИН-код',
  hidePin: 'Скрыть ПИН-код',
  pinRules: 'Требования к ПИН-коду',
  pinRule: {
    length: (minimum: number) => `Не меньше ${minimum} знаков`,
    pattern: 'Без простых последовательностей и повторов (12345678, qwertyui, aaaaaaaa)',
  },
  pinRuleMet: 'выполнено',
  pinRuleUnmet: 'не выполнено',
  strength: 'Надёжность',
  strengthLevel: { weak: 'слабый', fair: 'средний', good: 'хороший', strong: 'отличный' },
  setPinSubmit: 'Сохранить ПИН-код',
  recoveryTitle: 'Запишите ключ восстановления',
  recoveryText:
    'Этот ключ откроет хранилище, если ПИН-код забыт. Он показывается один раз и нигде не хранится. Напечатайте или запишите его и уберите в сейф. Без ПИН-кода и без ключа данные не откроет никто.',
  recoveryKey: 'Ключ восстановления',
  recoveryCopy: 'Скопировать ключ',
  recoveryCopied: 'Ключ скопирован. Вставьте его в надёжное место и очистите буфер обмена.',
  recoveryPrint: 'Напечатать ключ',
  recoveryConfirm: 'Ключ записан и убран в надёжное место',
  recoveryDone: 'Я записал ключ',
  unlockTitle: 'Разблокируйте хранилище',
  unlockWho: 'Кто вы',
  unlock: 'Разблокировать',
  unlocking: 'Открываем хранилище…',
  knownUser: (role: string, ordinal: number) => `${role} ${ordinal}`,
  knownSince: (date: string) => `на этом компьютере с ${date}`,
  waitText: (secondsLeft: number) =>
    secondsLeft < 60
      ? `Слишком много неверных попыток. Следующая — через ${secondsAccusative(secondsLeft)}.`
      : `Слишком много неверных попыток. Следующая — через ${minutesAccusative(Math.ceil(secondsLeft / 60))}.`,
  forgotPin: 'Забыли ПИН-код?',
  forgotTitle: 'Замена забытого ПИН-кода',
  forgotText: 'Введите ключ восстановления с распечатки и придумайте новый ПИН-код.',
  forgotSubmit: 'Заменить ПИН-код',
  rememberedPin: 'Вернуться к вводу ПИН-кода',
  otherUser: 'Войти как другой пользователь',
  capsLock: 'Включён Caps Lock.',
  wrongLayout: 'Похоже, включена русская раскладка клавиатуры.',
  required: 'Заполните это поле.',
  minutes,
  /** Page that the browser shows after its answer. */
  browserTitle: 'Вход в Картотеку',
  browserDone: 'Ответ получен. Можно вернуться в программу.',
  browserRefused: (code: string) => `Ответ не принят (${code}). Вернитесь в программу и начните вход заново.`,
  trainingUser: 'Учебный пользователь',
};
