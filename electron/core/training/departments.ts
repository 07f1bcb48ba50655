/** What a department of the generated clinic is called and who works there. */
export interface Department {
  readonly name: string;
  /** ФРМО division type: 1 outpatient, 2 inpatient, 3 laboratory, 4 instrumental; none for the administration. */
  readonly type: '1' | '2' | '3' | '4' | null;
  readonly head: string;
  /** НСИ 1066 specialty of its head. */
  readonly specialty: string;
  /** НСИ 1002 post and its share of the staff. */
  readonly posts: readonly (readonly [post: string, weight: number])[];
  readonly size: number;
}

type Posts = Department['posts'];

const WARD: Posts = [
  ['159', 10],
  ['171', 3],
  ['357', 1],
  ['202', 3],
  ['203', 1],
];

const outpatient = (name: string, specialty: string, posts: Posts, size = 1, head = '430'): Department => ({
  name,
  type: '1',
  head,
  specialty,
  posts,
  size,
});
const ward = (name: string, specialty: string, doctorPost: string, extra: Posts = []): Department => ({
  name,
  type: '2',
  head: '430',
  specialty,
  posts: [[doctorPost, 7], ...WARD, ...extra],
  size: 1.4,
});

export const ADMINISTRATION: Department = {
  name: 'Аппарат управления',
  type: null,
  head: '336',
  specialty: '18',
  posts: [
    ['209', 5],
    ['336', 1],
  ],
  size: 0.2,
};

/** The first ones make a clinic of 40 people; a large clinic has them all at each of its sites. */
export const FIRST_OUTPATIENT: readonly Department[] = [
  outpatient(
    'Терапевтическое отделение',
    '27',
    [
      ['110', 8],
      ['109', 2],
      ['174', 8],
      ['195', 2],
      ['179', 2],
    ],
    2,
  ),
  outpatient('Хирургическое отделение поликлиники', '30', [
    ['122', 4],
    ['114', 2],
    ['159', 5],
    ['171', 1],
  ]),
];
export const FIRST_INPATIENT: readonly Department[] = [
  ward('Терапевтическое отделение стационара', '27', '109'),
  ward('Хирургическое отделение стационара', '30', '122', [['182', 3]]),
];
export const FIRST_DIAGNOSTIC: readonly Department[] = [
  {
    name: 'Клинико-диагностическая лаборатория',
    type: '3',
    head: '431',
    specialty: '13',
    posts: [
      ['35', 4],
      ['364', 9],
      ['202', 1],
    ],
    size: 0.8,
  },
  {
    name: 'Отделение лучевой диагностики',
    type: '4',
    head: '430',
    specialty: '24',
    posts: [
      ['94', 4],
      ['194', 5],
      ['116', 3],
      ['159', 2],
    ],
    size: 0.9,
  },
];

export const MORE_OUTPATIENT: readonly Department[] = [
  outpatient(
    'Педиатрическое отделение',
    '22',
    [
      ['59', 7],
      ['58', 2],
      ['574', 8],
      ['171', 1],
    ],
    1.6,
  ),
  outpatient('Женская консультация', '8', [
    ['13', 6],
    ['150', 7],
    ['159', 1],
  ]),
  outpatient('Отделение общей врачебной практики', '16', [
    ['49', 6],
    ['161', 7],
  ]),
  outpatient('Отделение врачей-специалистов', '27', [
    ['33', 2],
    ['119', 2],
    ['80', 1],
    ['81', 1],
    ['159', 4],
    ['139', 1],
  ]),
  outpatient(
    'Неврологическое отделение поликлиники',
    '14',
    [
      ['45', 4],
      ['159', 4],
      ['168', 2],
    ],
    0.7,
  ),
  outpatient(
    'Офтальмологическое отделение',
    '20',
    [
      ['54', 4],
      ['159', 4],
    ],
    0.6,
  ),
  outpatient(
    'Оториноларингологический кабинет',
    '19',
    [
      ['53', 3],
      ['159', 3],
    ],
    0.4,
    '432',
  ),
  outpatient(
    'Эндокринологический кабинет',
    '31',
    [
      ['125', 3],
      ['159', 3],
    ],
    0.4,
    '432',
  ),
  outpatient(
    'Кардиологическое отделение поликлиники',
    '118',
    [
      ['34', 4],
      ['159', 4],
    ],
    0.6,
  ),
  outpatient(
    'Урологический кабинет',
    '145',
    [
      ['117', 3],
      ['159', 2],
    ],
    0.3,
    '432',
  ),
  outpatient(
    'Дерматовенерологический кабинет',
    '10',
    [
      ['24', 3],
      ['159', 2],
    ],
    0.3,
    '432',
  ),
  outpatient(
    'Стоматологическое отделение',
    '176',
    [
      ['103', 5],
      ['104', 2],
      ['159', 5],
    ],
    0.8,
  ),
  outpatient(
    'Онкологический кабинет',
    '17',
    [
      ['50', 3],
      ['159', 2],
    ],
    0.4,
    '432',
  ),
];

export const MORE_INPATIENT: readonly Department[] = [
  ward('Приемное отделение', '27', '109', [['170', 6]]),
  ward('Кардиологическое отделение стационара', '118', '34'),
  ward('Неврологическое отделение стационара', '14', '45'),
  ward('Травматологическое отделение', '28', '114', [['182', 2]]),
  ward('Урологическое отделение', '145', '117', [['182', 1]]),
  ward('Гинекологическое отделение', '8', '13', [['150', 2]]),
  ward('Отделение анестезиологии-реанимации', '9', '16'),
  ward('Инфекционное отделение', '32', '33'),
  ward('Гастроэнтерологическое отделение', '79', '19'),
  ward('Эндокринологическое отделение', '31', '125'),
];

export const MORE_DIAGNOSTIC: readonly Department[] = [
  {
    name: 'Отделение функциональной диагностики',
    type: '4',
    head: '430',
    specialty: '35',
    posts: [
      ['121', 4],
      ['159', 5],
    ],
    size: 0.6,
  },
  {
    name: 'Эндоскопическое отделение',
    type: '4',
    head: '430',
    specialty: '36',
    posts: [
      ['126', 3],
      ['159', 3],
    ],
    size: 0.4,
  },
  {
    name: 'Отделение ультразвуковой диагностики',
    type: '4',
    head: '430',
    specialty: '33',
    posts: [
      ['116', 5],
      ['159', 4],
    ],
    size: 0.6,
  },
];

/** Closed some years ago; only dismissed people ever worked there. */
export const LIQUIDATED: readonly Department[] = [
  outpatient(
    'Дневной стационар при поликлинике',
    '27',
    [
      ['109', 2],
      ['159', 3],
    ],
    1,
  ),
  outpatient(
    'Кабинет профилактических осмотров',
    '27',
    [
      ['109', 1],
      ['195', 2],
    ],
    1,
    '432',
  ),
];
