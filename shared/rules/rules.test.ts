import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addYears, checkAge, checkDay, isDay, parseDay } from './dates.ts';
import { checkEmail } from './email.ts';
import type { Finding } from './finding.ts';
import { checkOrganisationInn, checkPersonInn, isOrganisationInn, isPersonInn } from './inn.ts';
import { checkKpp } from './kpp.ts';
import { checkName, fullName, normaliseName } from './names.ts';
import { checkOgrn, isOgrn, isOgrnip } from './ogrn.ts';
import { isOid, isOrganisationOid } from './oid.ts';
import { checkPhone, formatPhone, normalisePhone } from './phone.ts';
import { checkRate, formatRate, parseRate } from './rate.ts';
import { checkSnils, formatSnils, maskSnils, normaliseSnils } from './snils.ts';

const codeOf = (finding: Finding | null): string => finding?.code ?? 'ok';
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

describe('СНИЛС', () => {
  const check = (typed: string) => codeOf(checkSnils(normaliseSnils(typed)));

  it.each([
    ['112-233-445 95', 'ok'],
    ['123-456-789 64', 'ok'],
    ['100-200-300 30', 'ok'],
    ['077-123-456 60', 'ok'],
    ['08765430200', 'ok'],
    ['08765430300', 'ok'],
    [' 112\u00A0233 445\u00A095 ', 'ok'],
    ['112-233-445 96', 'KD-2104'],
    ['08765430201', 'KD-2104'],
    ['08765430301', 'KD-2104'],
    ['000-000-000 00', 'KD-2102'],
    ['1122334459', 'KD-2101'],
    ['112-233-445 951', 'KD-2101'],
    ['112-233-44О 95', 'KD-2101'],
    ['', 'KD-2101'],
    ['00100199800', 'KD-2103'],
    ['00100199899', 'KD-2103'],
    ['00000000001', 'KD-2103'],
  ])('%s → %s', (typed, expected) => expect(check(typed)).toBe(expected));

  it('says of an old number that it is unusual, not wrong', () => {
    expect(checkSnils('00100199800')?.severity).toBe('warning');
  });

  it('has one check sum for every nine digits, and no single wrong digit passes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_001_999, max: 999_999_999 }),
        fc.nat(10),
        fc.integer({ min: 1, max: 9 }),
        (nine, at, by) => {
          const first = String(nine).padStart(9, '0');
          const sums = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'));
          const right = sums.filter((sum) => checkSnils(first + sum) === null);
          expect(right).toHaveLength(1);
          const snils = first + (right[0] ?? '');
          const changed = (Number(snils[at]) + by) % 10;
          const wrong = snils.slice(0, at) + changed + snils.slice(at + 1);
          // The sum is kept modulo 101 in two digits, so 100 and 0 look alike: a slip by exactly one there stays unseen.
          if (Number(snils.slice(9)) === 0) return;
          expect(codeOf(checkSnils(wrong))).not.toBe('ok');
        },
      ),
    );
  });

  it('is shown with its separators, and masked', () => {
    expect(formatSnils('11223344595')).toBe('112-233-445 95');
    expect(formatSnils('1122')).toBe('1122');
    expect(maskSnils('11223344595')).toBe('***-***-*45 95');
    expect(maskSnils('secret')).toBe('******');
    fc.assert(
      fc.property(digits(11), (snils) => {
        expect(normaliseSnils(formatSnils(snils))).toBe(snils);
      }),
    );
  });
});

describe('ИНН', () => {
  it.each(['7707083893', '7830002293', '5260200603', '7743013901'])('%s of an organisation', (inn) => {
    expect(isOrganisationInn(inn)).toBe(true);
    expect(checkOrganisationInn(inn)).toBeNull();
    expect(codeOf(checkPersonInn(inn))).toBe('KD-2111');
  });
  it.each(['7707083894', '7830002294', '0000000000', '770708389', '', '77070838931'])(
    '%s of no organisation',
    (inn) => {
      expect(codeOf(checkOrganisationInn(inn))).toBe('KD-2111');
    },
  );
  it.each(['500100732259', '526317984689', '770101234577'])('%s of a person, who may be an entrepreneur', (inn) => {
    expect(checkPersonInn(inn)).toBeNull();
    expect(checkOrganisationInn(inn)).toBeNull();
  });
  it.each(['500100732258', '526317984680', '000000000000'])('%s of nobody', (inn) => {
    expect(codeOf(checkPersonInn(inn))).toBe('KD-2111');
  });
  it('has one control for every beginning', () => {
    const endings = (length: number) => Array.from({ length: 10 ** length }, (_, i) => String(i).padStart(length, '0'));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), digits(8), (region, rest) => {
        const ten = String(region).padStart(2, '0') + rest;
        expect(endings(1).filter((end) => isOrganisationInn(ten.slice(0, 9) + end))).toHaveLength(1);
        expect(endings(2).filter((end) => isPersonInn(ten + end))).toHaveLength(1);
      }),
    );
  });
});

describe('ОГРН and ОГРНИП', () => {
  it.each(['1027700132195', '1037739010891', '1157746078984'])('%s', (ogrn) => {
    expect(isOgrn(ogrn)).toBe(true);
    expect(checkOgrn(ogrn)).toBeNull();
  });
  it.each(['304500116000157', '316774600123454', '323774600543215'])('%s', (ogrnip) => {
    expect(isOgrnip(ogrnip)).toBe(true);
    expect(checkOgrn(ogrnip)).toBeNull();
  });
  it.each([
    '1027700132194',
    '1037739010892',
    '0027700132195',
    '304500116000158',
    '316774600123455',
    '30450011600015',
    '',
  ])('refuses «%s»', (number) => expect(codeOf(checkOgrn(number))).toBe('KD-2112'));
  it('counts the remainder exactly, also of 14 digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), digits(13), (sign, rest) => {
        const fourteen = `${sign}${rest}`;
        const control = Number((BigInt(fourteen) % 13n) % 10n);
        expect(isOgrnip(fourteen + control)).toBe(true);
        expect(isOgrnip(fourteen + ((control + 1) % 10))).toBe(false);
      }),
    );
  });
});

describe('КПП', () => {
  it.each(['773601001', '504701001', '7707AB001'])('%s', (kpp) => expect(checkKpp(kpp)).toBeNull());
  it.each(['77360100', '77-601001', '773601О01', '000001001', '7707ab001'])('refuses %s', (kpp) =>
    expect(codeOf(checkKpp(kpp))).toBe('KD-2113'),
  );
});

describe('OID', () => {
  it.each(['', '1', '1..2'])('is not «%s»', (oid) => expect(isOid(oid)).toBe(false));
  it('of an organisation has no zero before its region', () =>
    expect(isOrganisationOid('1.2.643.5.1.13.13.12.2.077.7823')).toBe(false));
});

describe('telephone', () => {
  const check = (typed: string) => codeOf(checkPhone(normalisePhone(typed)));
  it.each([
    ['+7 (495) 777-77-77', '+74957777777'],
    ['8 916 123-45-67', '+79161234567'],
    ['79161234567', '+79161234567'],
  ])('%s → %s', (typed, stored) => {
    expect(normalisePhone(typed)).toBe(stored);
    expect(checkPhone(stored)).toBeNull();
  });
  it.each(['+7 123 456 78 90', '916123456', '+49 30 123456', 'нет', '8 916 123-45-67 доб. 5'])('refuses %s', (typed) =>
    expect(check(typed)).toBe('KD-2121'),
  );
  it('is shown in groups and read back', () => {
    expect(formatPhone('+79161234567')).toBe('+7 916 123-45-67');
    fc.assert(
      fc.property(digits(10), (ten) => {
        expect(normalisePhone(formatPhone(`+7${ten}`))).toBe(`+7${ten}`);
      }),
    );
  });
});

describe('e-mail', () => {
  it.each(['ivanova@clinic.ru', 'a.b+c@sub.example.org', 'кадры@больница.рф', "o'neil@clinic.example"])('%s', (mail) =>
    expect(checkEmail(mail)).toBeNull(),
  );
  it.each([
    'ivanova',
    'ivanova@',
    '@clinic.ru',
    'a@b',
    'a..b@clinic.ru',
    '.a@clinic.ru',
    'a@-b.ru',
    'a b@c.ru',
    'a@b@c.ru',
    `${'a'.repeat(65)}@clinic.ru`,
  ])('refuses %s', (mail) => expect(codeOf(checkEmail(mail))).toBe('KD-2122'));
  // One that tries every way to part them would not end while anybody waits.
  it.each([`${'a.'.repeat(5000)}@`, `a@${'a-'.repeat(5000)}`])('answers however much is typed', (mail) =>
    expect(codeOf(checkEmail(mail))).toBe('KD-2122'),
  );
});

describe('names', () => {
  it.each(['Иванова', 'Римский-Корсаков', 'Мамед оглы', 'О’Нил', "д'Артаньян", 'Müller', 'Ё', 'Йылдыз'])('%s', (name) =>
    expect(checkName(name)).toBeNull(),
  );
  it.each(['Ивaнова', 'Иванов1', '-Иванов', 'Иванов-', 'Иванов.', '«Иванов»', ' Иванов', '', '’'])(
    'refuses «%s»',
    (name) => expect(codeOf(checkName(name))).toBe('KD-2008'),
  );
  it('have one kind of dash and no space around it', () => {
    expect(normaliseName('Римский – Корсаков')).toBe('Римский-Корсаков');
  });
  it('stand together without gaps', () => {
    expect(fullName({ lastName: 'Ли', firstName: 'Вэй', patronymic: null })).toBe('Ли Вэй');
  });
});

describe('days', () => {
  const day = fc.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
  const iso = day.map((value) => value.toISOString().slice(0, 10));

  it.each([
    ['21.11.2026', '2026-11-21'],
    ['1.2.2026', '2026-02-01'],
    ['21/11/2026', '2026-11-21'],
    ['21-11-2026', '2026-11-21'],
    ['21 11 2026', '2026-11-21'],
    ['21112026', '2026-11-21'],
    ['2026-11-21', '2026-11-21'],
    ['2026.11.21', '2026-11-21'],
    [' 21.11.2026 г. ', '2026-11-21'],
    ['2026-11-21T00:00:00', '2026-11-21'],
    ['29.02.2024', '2024-02-29'],
    ['29.02.2023', null],
    ['31.04.2026', null],
    ['0.1.2026', null],
    ['вчера', null],
    ['21.11', null],
    ['21.11.26', null],
  ])('%s → %s', (typed, expected) => expect(parseDay(typed)).toBe(expected));

  it('knows the century of two digits only from today', () => {
    expect(parseDay('21.11.26', '2026-11-21')).toBe('2026-11-21');
    expect(parseDay('01.01.46', '2026-11-21')).toBe('2046-01-01');
    expect(parseDay('01.01.47', '2026-11-21')).toBe('1947-01-01');
  });

  it('is a day of the calendar exactly when the calendar has it', () => {
    fc.assert(
      fc.property(iso, (value) => {
        expect(isDay(value)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(14), fc.nat(33), (y, m, d) => {
        const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
        const real = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(real.getTime()) && real.toISOString().startsWith(text) && y > 0;
        expect(isDay(text)).toBe(exists);
      }),
    );
    for (const text of ['2026-1-1', '2026/01/01', '', '2026-01-0a', '+026-01-01'])
      expect(codeOf(checkDay(text))).toBe('KD-2003');
  });

  it('ends an accreditation of the leap day on 28 February', () => {
    expect(addYears('2024-02-29', 5)).toBe('2029-02-28');
    expect(addYears('2021-06-01', 5)).toBe('2026-06-01');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    fc.assert(
      fc.property(iso, fc.integer({ min: -500, max: 500 }), (from, by) => {
        expect(addDays(addDays(from, by), -by)).toBe(from);
      }),
    );
  });

  it('adds days as the calendar does, and leaves alone what is no day', () => {
    fc.assert(
      fc.property(iso, fc.integer({ min: -500, max: 500 }), (from, by) => {
        const millis = Date.parse(`${from}T00:00:00.000Z`) + by * 86_400_000;
        expect(addDays(from, by)).toBe(new Date(millis).toISOString().slice(0, 10));
      }),
    );
    for (const text of ['', '2026', '2026-02-30', 'вчера']) expect(addDays(text, 1)).toBe(text);
  });

  it('counts age by calendar days', () => {
    const today = '2026-11-21';
    expect(checkAge('2012-11-21', today)).toBeNull();
    expect(codeOf(checkAge('2012-11-22', today))).toBe('KD-2201');
    expect(checkAge('1925-11-22', today)).toBeNull();
    expect(codeOf(checkAge('1925-11-21', today))).toBe('KD-2201');
    expect(codeOf(checkAge('2030-01-01', today))).toBe('KD-2201');
  });
});

describe('rates', () => {
  it.each([
    ['0,25', 25],
    ['0.25', 25],
    ['1', 100],
    ['1,5', 150],
    ['1,50', 150],
    [' 0,5 ', 50],
    ['0,255', null],
    ['полставки', null],
    ['', null],
    [',25', 25],
    ['.5', 50],
    [',', null],
    ['-1', null],
  ])('%s → %s', (typed, expected) => expect(parseRate(typed)).toBe(expected));

  it('are from 0,01 to 1,50; a combination may take none', () => {
    expect(checkRate(1)).toBeNull();
    expect(checkRate(150)).toBeNull();
    for (const rate of [0, -1, 151, 0.5, Number.NaN]) expect(codeOf(checkRate(rate))).toBe('KD-2203');
    expect(checkRate(0, '3')).toBeNull();
    expect(codeOf(checkRate(0, '2'))).toBe('KD-2203');
  });

  it('are read as they are shown', () => {
    fc.assert(
      fc.property(fc.nat(9999), (rate) => {
        expect(parseRate(formatRate(rate))).toBe(rate);
      }),
    );
  });
});
