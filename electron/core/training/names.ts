import type { Random } from './random.ts';

const SURNAMES = (
  'Абрамов Агафонов Аксёнов Александров Алексеев Андреев Анисимов Антонов Архипов Афанасьев Баранов Белов Беляев Бирюков ' +
  'Блинов Богданов Большаков Борисов Быков Васильев Виноградов Власов Волков Воробьёв Воронин Гаврилов Герасимов Голубев ' +
  'Горбачевский Горбунов Григорьев Громов Гусев Давыдов Данилов Дементьев Денисов Дмитриев Дорофеев Дубровский Дьячков ' +
  'Евдокимов Егоров Елисеев Емельянов Ермаков Ершов Ефимов Жданов Жуков Журавлёв Завьялов Зайцев Захаров Зиновьев Зуев ' +
  'Иванов Ильин Исаев Казаков Калашников Калинин Карпов Кириллов Киселёв Климов Ковалёв Козлов Колесников Комаров Кондратьев ' +
  'Коновалов Коровин Котов Красильников Крылов Крюков Кудрявцев Кузнецов Кузьмин Куликов Лазарев Лапин Лебедев Левицкий ' +
  'Логинов Лукин Макаров Максимов Малышев Марков Мартынов Маслов Матвеев Медведев Мельников Мещерский Миронов Михайлов ' +
  'Моисеев Морозов Муравьёв Наумов Некрасов Нестеров Никитин Никольский Новиков Овчинников Озёрский Орлов Осипов Павлов ' +
  'Панов Пахомов Петров Поляков Пономарёв Попов Потапов Прохоров Раевский Рогов Романов Рыбаков Рябов Савельев Сафонов ' +
  'Селезнёв Семёнов Сергеев Сидоров Симонов Смирнов Соболев Соколов Соловьёв Сорокин Степанов Субботин Суворов Сухарев ' +
  'Тарасов Терентьев Тимофеев Титов Тихонов Третьяков Трофимов Туманов Ушаков Фадеев Фёдоров Филатов Филиппов Фомин Фролов ' +
  'Харитонов Хромов Цветков Чернов Чернышевский Шаповалов Шаров Шестаков Шилов Широков Щербаков Щукин Юдин Яковлев Яшин ' +
  'Бондаренко Гончаренко Ткаченко Шевченко Левченко Коваленко Савчук Полищук Черных Седых Белых Долгих'
).split(' ');

const MALE = (
  'Александр Алексей Анатолий Андрей Антон Аркадий Артём Борис Вадим Валентин Валерий Василий Виктор Виталий Владимир ' +
  'Владислав Вячеслав Геннадий Георгий Григорий Даниил Денис Дмитрий Евгений Егор Иван Игорь Илья Кирилл Константин Леонид ' +
  'Максим Михаил Никита Николай Олег Павел Пётр Роман Сергей Станислав Степан Тимофей Фёдор Юрий Ярослав'
).split(' ');

const FEMALE = (
  'Александра Алина Алла Анастасия Ангелина Анна Антонина Валентина Валерия Варвара Вера Вероника Виктория Галина Дарья ' +
  'Диана Евгения Екатерина Елена Елизавета Жанна Зинаида Зоя Инна Ирина Карина Кристина Ксения Лариса Лидия Любовь Людмила ' +
  'Маргарита Марина Мария Надежда Наталья Нина Оксана Ольга Полина Раиса Римма Светлана София Тамара Татьяна Ульяна Юлия Яна'
).split(' ');

/** Fathers whose patronymic does not follow the rule of endings. */
const IRREGULAR: Readonly<Record<string, readonly [male: string, female: string]>> = {
  Илья: ['Ильич', 'Ильинична'],
  Никита: ['Никитич', 'Никитична'],
  Михаил: ['Михайлович', 'Михайловна'],
  Павел: ['Павлович', 'Павловна'],
  Пётр: ['Петрович', 'Петровна'],
  Ярослав: ['Ярославович', 'Ярославовна'],
};

const PATRONYMICS = MALE.map(patronymicsOf);

export interface FullName {
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
}

export function fullName(random: Random, male: boolean): FullName {
  const surname = random.pick(SURNAMES);
  const patronymic = random.pick(PATRONYMICS);
  return {
    lastName: male ? surname : feminine(surname),
    firstName: random.pick(male ? MALE : FEMALE),
    // A few people have none; forms and prints must cope.
    patronymic: random.chance(0.01) ? null : patronymic[male ? 0 : 1],
  };
}

export function feminine(surname: string): string {
  if (/[сц]кий$/.test(surname)) return `${surname.slice(0, -2)}ая`;
  return /(?:[оеё]в|[иы]н)$/.test(surname) ? `${surname}а` : surname;
}

export function patronymicsOf(father: string): readonly [male: string, female: string] {
  const irregular = IRREGULAR[father];
  if (irregular !== undefined) return irregular;
  if (father.endsWith('ий')) {
    const stem = father.slice(0, -2);
    // Two consonants before the ending keep the vowel: Дмитриевич, but Василий gives Васильевич.
    const soft = /[^аеёиоуыэюя]{2}$/.test(stem.toLowerCase()) ? 'и' : 'ь';
    return [`${stem}${soft}евич`, `${stem}${soft}евна`];
  }
  if (/[йь]$/.test(father)) return [`${father.slice(0, -1)}евич`, `${father.slice(0, -1)}евна`];
  return [`${father}ович`, `${father}овна`];
}

const LATIN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...'абвгдезийклмнопрстуфыэ'].map((letter, i) => [letter, 'abvgdeziyklmnoprstufye'.charAt(i)] as const),
  ),
  ё: 'e',
  ж: 'zh',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ь: '',
  ю: 'yu',
  я: 'ya',
};

export function latin(text: string): string {
  let out = '';
  for (const letter of text.toLowerCase()) out += LATIN[letter] ?? letter;
  return out;
}
