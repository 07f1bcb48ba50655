import { clinicSource, TRAINING_ORGANISATION } from '../../electron/core/training/generate.ts';
import { snilsOf } from '../../electron/core/training/numbers.ts';
import type { GeneratedOrganisation } from '../../electron/core/training/types.ts';
import { ORGANISATIONS } from '../organisations.ts';

export interface User {
  readonly login: string;
  readonly password: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly middleName: string | null;
  readonly snils: string;
  /** Whether Госуслуги would call the account confirmed. */
  readonly trusted: boolean;
  readonly roles: readonly ('editor' | 'approver' | 'viewer' | 'administrator')[];
  /** In more than one they choose at every sign-in: a token speaks for one organisation. */
  readonly organisations: readonly GeneratedOrganisation[];
  /** With a second factor or by the password alone. */
  readonly amr: readonly string[];
}

/** The chief doctor and the clerk are the first people of the clinic, whatever its size. */
function inClinic(index: number): Pick<User, 'familyName' | 'givenName' | 'middleName' | 'snils'> {
  const { person } = clinicSource({ people: 40 }).personAt(index);
  return {
    familyName: person.lastName,
    givenName: person.firstName,
    middleName: person.patronymic,
    snils: person.snils ?? '',
  };
}

const PASSWORD = ['pwd'];
const SECOND_FACTOR = ['pwd', 'otp', 'mfa'];

/** Log-ins are equal to their passwords: this is a training contour and its page says so. */
const PEOPLE: readonly (Omit<User, 'password' | 'organisations'> & Partial<Pick<User, 'organisations'>>)[] = [
  { login: 'glavvrach', ...inClinic(0), roles: ['approver'], trusted: true, amr: SECOND_FACTOR },
  { login: 'kadrovik', ...inClinic(1), roles: ['editor'], trusted: true, amr: PASSWORD },
  { login: 'nabludatel', ...inClinic(2), roles: ['viewer'], trusted: true, amr: PASSWORD },
  {
    login: 'sovmestitel',
    ...inClinic(3),
    roles: ['editor'],
    trusted: true,
    organisations: ORGANISATIONS,
    amr: PASSWORD,
  },
  {
    login: 'admin',
    familyName: 'Настройкин',
    givenName: 'Павел',
    middleName: 'Игоревич',
    snils: snilsOf(90_000_001),
    roles: ['administrator'],
    trusted: true,
    amr: PASSWORD,
  },
  {
    login: 'setevoy',
    familyName: 'Сетевой',
    givenName: 'Олег',
    middleName: 'Петрович',
    snils: snilsOf(90_000_003),
    roles: ['administrator'],
    trusted: true,
    organisations: ORGANISATIONS,
    amr: PASSWORD,
  },
  {
    login: 'novichok',
    familyName: 'Новикова',
    givenName: 'Вера',
    middleName: null,
    snils: snilsOf(90_000_002),
    roles: ['editor'],
    trusted: false,
    amr: PASSWORD,
  },
];
export const USERS: readonly User[] = PEOPLE.map((user) => ({
  organisations: [TRAINING_ORGANISATION],
  ...user,
  password: user.login,
}));

const byLogin = new Map(USERS.map((user) => [user.login, user]));

export function findUser(login: string | undefined): User | undefined {
  return login === undefined ? undefined : byLogin.get(login);
}

export const acrOf = (user: User): string =>
  user.amr.includes('mfa') ? 'urn:kartoteka:acr:mfa' : 'urn:kartoteka:acr:pwd';

/** @param organisation in which they signed in */
export function claimsOf(user: User, organisation: GeneratedOrganisation): Record<string, unknown> {
  return {
    sub: user.login,
    name: [user.familyName, user.givenName, user.middleName].filter((part) => part !== null).join(' '),
    family_name: user.familyName,
    given_name: user.givenName,
    ...(user.middleName === null ? {} : { middle_name: user.middleName }),
    snils: user.snils,
    trusted: user.trusted,
    roles: user.roles,
    organization: {
      oid: organisation.oid,
      name: organisation.nameShort,
      inn: organisation.inn,
      ogrn: organisation.ogrn,
    },
    acr: acrOf(user),
    amr: user.amr,
  };
}

/** Claims beyond `sub` by the scope that brings them. */
export const CLAIMS = {
  openid: ['sub'],
  profile: ['name', 'family_name', 'given_name', 'middle_name'],
  kartoteka: ['snils', 'trusted', 'roles', 'organization', 'acr', 'amr'],
};
