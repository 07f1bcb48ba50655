import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCadastralNumber } from './cadastral.ts';
import { checkEnp, isEnp } from './enp.ts';
import { checkLicenceNumber, isErulNumber, isOldLicenceNumber } from './licence.ts';
import { checkOkved, isOkved } from './okved.ts';
import {
  checkDepartmentCode,
  checkPassportNumber,
  checkPassportSeries,
  isPassportNumber,
  normalisePassportSeries,
} from './passport.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

describe('passport of the Russian Federation', () => {
  it.each([
    ['45 08', '123456'],
    ['4508', '654321'],
    ['0120', '000001'],
  ])('%s %s is right', (series, number) => {
    expect(checkPassportSeries(normalisePassportSeries(series))).toBeNull();
    expect(checkPassportNumber(number)).toBeNull();
  });
  it.each(['450', 'AB08', '45-08', '45 0 8', '450812', ''])('series %s is refused', (series) => {
    expect(checkPassportSeries(normalisePassportSeries(series))?.code).toBe('KD-2131');
  });
  it.each(['12345', '000000', '1234567', '12345А', ''])('number %s is refused', (number) => {
    expect(checkPassportNumber(number)?.code).toBe('KD-2132');
  });
  it.each(['770-001', '500-123', '163-015'])('division code %s is right', (code) =>
    expect(checkDepartmentCode(code)).toBeNull(),
  );
  it.each(['770001', '77-0001', '000-000', '770–001', ''])('division code %s is refused', (code) =>
    expect(checkDepartmentCode(code)?.code).toBe('KD-2133'),
  );
  it('of six digits only zeros are no number', () => {
    fc.assert(
      fc.property(digits(6), (number) => {
        expect(isPassportNumber(number)).toBe(Number(number) !== 0);
      }),
    );
  });
  it('a series reads the same with a space, with a hard space and without', () => {
    fc.assert(
      fc.property(digits(2), digits(2), (region, year) => {
        for (const gap of ['', ' ', '\u00A0']) {
          expect(checkPassportSeries(normalisePassportSeries(` ${region}${gap}${year} `))).toBeNull();
        }
      }),
    );
  });
});

describe('ЕНП', () => {
  it.each(['7780000000000019', '5001234567890127', '7844556677889905'])('%s is right', (enp) =>
    expect(checkEnp(enp)).toBeNull(),
  );
  it.each(['7780000000000018', '500123456789012', '0000000000000000', '78445566778899О5', ''])('%s is refused', (enp) =>
    expect(checkEnp(enp)?.code).toBe('KD-2134'),
  );
  it('has one control digit, and no single wrong digit passes', () => {
    fc.assert(
      fc.property(digits(15), fc.nat(15), fc.integer({ min: 1, max: 9 }), (first, at, by) => {
        fc.pre(Number(first) !== 0);
        const right = Array.from({ length: 10 }, (_, i) => `${first}${i}`).filter(isEnp);
        expect(right).toHaveLength(1);
        const enp = right[0] ?? '';
        const wrong = enp.slice(0, at) + ((Number(enp[at]) + by) % 10) + enp.slice(at + 1);
        expect(isEnp(wrong)).toBe(false);
      }),
    );
  });
});

describe('ОКВЭД', () => {
  it.each(['86', '86.10', '86.21', '86.90.9'])('%s is right', (code) => expect(checkOkved(code)).toBeNull());
  it.each(['86.', '8.10', '86.100', 'Q86.10', '86.10.', '86,10', ''])('%s is refused', (code) =>
    expect(checkOkved(code)?.code).toBe('KD-2135'),
  );
  it('has up to three parts of digits', () => {
    const part = fc.stringMatching(/^\d{1,2}$/);
    fc.assert(
      fc.property(digits(2), fc.array(part, { maxLength: 4 }), (first, rest) => {
        expect(isOkved([first, ...rest].join('.'))).toBe(rest.length <= 2);
      }),
    );
  });
});

describe('licence', () => {
  it.each(['ЛО-77-01-020456', 'ФС-78-01-003456', 'ЛО-37-01-000001'])('%s is an old one', (number) => {
    expect(isOldLicenceNumber(number)).toBe(true);
    expect(checkLicenceNumber(number)).toBeNull();
  });
  it.each(['Л041-01137-77/00369858', 'Л041-00110-61/00350001'])('%s is of ЕРУЛ', (number) => {
    expect(isErulNumber(number)).toBe(true);
    expect(checkLicenceNumber(number)).toBeNull();
  });
  it.each([
    ['ЛО-77-02-020456', 'a pharmacy'],
    ['LO-77-01-020456', 'Latin letters'],
    ['ЛО-77-01-2045', 'too short'],
    ['Л041-01137-77-00369858', 'a dash for the slash'],
    ['L041-01137-77/00369858', 'a Latin letter'],
    ['Л042-01137-77/00369858', 'another activity'],
  ])('%s is unusual: %s', (number) => {
    expect(checkLicenceNumber(number)).toEqual({ code: 'KD-2136', severity: 'warning' });
  });
  it('is of one shape at most', () => {
    fc.assert(
      fc.property(digits(2), digits(6), digits(5), digits(8), (region, old, owner, number) => {
        expect(isErulNumber(`ЛО-${region}-01-${old}`)).toBe(false);
        expect(isOldLicenceNumber(`ЛО-${region}-01-${old}`)).toBe(true);
        expect(isErulNumber(`Л041-${owner}-${region}/${number}`)).toBe(true);
        expect(isOldLicenceNumber(`Л041-${owner}-${region}/${number}`)).toBe(false);
      }),
    );
  });
});

describe('cadastral number', () => {
  it('77:01:0001001:1010 is right', () => expect(checkCadastralNumber('77:01:0001001:1010')).toBeNull());
  it.each(['77:1:0001001:10', '77:01:0001001', '77-01-0001001-10', '77:01:00010011:10', ''])(
    '%s is unusual',
    (number) => expect(checkCadastralNumber(number)).toEqual({ code: 'KD-2137', severity: 'warning' }),
  );
  it('counts the digits of every part', () => {
    const part = fc.stringMatching(/^\d{1,9}$/);
    fc.assert(
      fc.property(fc.tuple(part, part, part, part), (parts) => {
        const [district, region, quarter, object] = parts.map(({ length }) => length);
        const right = district === 2 && region === 2 && (quarter === 6 || quarter === 7) && (object ?? 0) <= 7;
        expect(checkCadastralNumber(parts.join(':')) === null).toBe(right);
      }),
    );
  });
});
