import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isCadastralNumber } from '#shared/rules/cadastral.ts';
import { isEnp } from '#shared/rules/enp.ts';
import { isOrganisationInn, isPersonInn } from '#shared/rules/inn.ts';
import { checkKpp } from '#shared/rules/kpp.ts';
import { isErulNumber, isOldLicenceNumber } from '#shared/rules/licence.ts';
import { isOgrn, isOgrnip } from '#shared/rules/ogrn.ts';
import { isDivisionOid, isOid, isOrganisationOid } from '#shared/rules/oid.ts';
import { isOkved } from '#shared/rules/okved.ts';
import {
  isDepartmentCode,
  isPassportNumber,
  isPassportSeries,
  normalisePassportSeries,
} from '#shared/rules/passport.ts';
import { checkPhone, normalisePhone } from '#shared/rules/phone.ts';
import { checkSnils, normaliseSnils } from '#shared/rules/snils.ts';

interface Vectors {
  readonly right: (typed: string) => boolean;
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
}

const STATE = '1.2.643.5.1.13.13';

/** Series and number; a series alone where the vector is about it. */
function isPassport(typed: string): boolean {
  const [series = '', number = '123456'] = typed.split(' / ');
  return isPassportSeries(normalisePassportSeries(series)) && isPassportNumber(number);
}

/** The vectors of the domain model, section 2, under its names. */
const VECTORS: Readonly<Record<string, Vectors>> = {
  СНИЛС: {
    right: (typed) => checkSnils(normaliseSnils(typed)) === null,
    valid: ['112-233-445 95', '123-456-789 64', '100-200-300 30', '077-123-456 60', '08765430200', '08765430300'],
    invalid: ['112-233-445 96', '08765430201', '08765430301', '000-000-000 00', '1122334459'],
  },
  'ИНН юрлица': {
    right: (typed) => isOrganisationInn(typed),
    valid: ['7707083893', '7830002293', '5260200603', '7743013901'],
    invalid: ['7707083894', '7830002294', '0000000000', '770708389'],
  },
  'ИНН физлица': {
    right: (typed) => isPersonInn(typed),
    valid: ['500100732259', '526317984689', '770101234577'],
    invalid: ['500100732258', '526317984680', '000000000000'],
  },
  ОГРН: {
    right: (typed) => isOgrn(typed),
    valid: ['1027700132195', '1037739010891', '1157746078984'],
    invalid: ['1027700132194', '1037739010892', '0027700132195'],
  },
  ОГРНИП: {
    right: (typed) => isOgrnip(typed),
    valid: ['304500116000157', '316774600123454', '323774600543215'],
    invalid: ['304500116000158', '316774600123455', '30450011600015'],
  },
  КПП: {
    right: (typed) => checkKpp(typed) === null,
    valid: ['773601001', '504701001', '7707AB001'],
    invalid: ['77360100', '77-601001', '773601О01'],
  },
  ОКВЭД: {
    right: isOkved,
    valid: ['86.10', '86.21', '86.90.9'],
    invalid: ['86.', '8.10', '86.100', 'Q86.10'],
  },
  телефон: {
    right: (typed) => checkPhone(normalisePhone(typed)) === null,
    valid: ['+7 (495) 777-77-77', '8 916 123-45-67', '79161234567'],
    invalid: ['+7 123 456 78 90', '916123456', '+49 30 123456'],
  },
  'паспорт РФ': {
    right: isPassport,
    valid: ['45 08 / 123456', '4508 / 654321', '0120 / 000001'],
    invalid: ['450 / 123456', '45 08 / 12345', '4508 / 000000', 'AB08'],
  },
  'код подразделения': {
    right: isDepartmentCode,
    valid: ['770-001', '500-123', '163-015'],
    invalid: ['770001', '77-0001', '000-000'],
  },
  OID: {
    right: isOid,
    valid: ['1.2.643.100.3', '2.5.4.3', '1.2.643.5.1.13.13.12.2.77.7823'],
    invalid: ['3.2.643', '1.02.643', '1.2.643.'],
  },
  'OID МО': {
    right: isOrganisationOid,
    valid: [`${STATE}.12.2.77.7823`, `${STATE}.12.2.61.138304`, `${STATE}.12.2.78.8646`],
    invalid: [`${STATE}.12.5.77.7823`, `${STATE}.12.2.77`, `${STATE}.11.1002`],
  },
  'OID подразделения': {
    right: isDivisionOid,
    valid: [
      `${STATE}.12.2.46.4342.0.404037.678439`,
      `${STATE}.12.2.36.20192.0.704432`,
      `${STATE}.12.2.45.4260.0.83350`,
    ],
    invalid: [`${STATE}.12.2.46.4342`, `${STATE}.12.2.46.4342.1.404037`, `${STATE}.12.2.46.4342.0`],
  },
  'лицензия, старая': {
    right: isOldLicenceNumber,
    valid: ['ЛО-77-01-020456', 'ФС-78-01-003456', 'ЛО-37-01-000001'],
    invalid: ['ЛО-77-02-020456', 'LO-77-01-020456', 'ЛО-77-01-2045'],
  },
  'лицензия, ЕРУЛ': {
    right: isErulNumber,
    valid: ['Л041-01137-77/00369858', 'Л041-00110-61/00350001'],
    invalid: ['Л041-01137-77-00369858', 'L041-01137-77/00369858', 'Л042-01137-77/00369858'],
  },
  ЕНП: {
    right: isEnp,
    valid: ['7780000000000019', '5001234567890127', '7844556677889905'],
    invalid: ['7780000000000018', '500123456789012'],
  },
  'кадастровый №': {
    right: isCadastralNumber,
    valid: ['77:01:0001001:1010'],
    invalid: ['77:1:0001001:10'],
  },
};

describe.each(Object.entries(VECTORS))('%s', (_name, { right, valid, invalid }) => {
  it.each(valid)('%s is right', (typed) => expect(right(typed)).toBe(true));
  it.each(invalid)('%s is refused', (typed) => expect(right(typed)).toBe(false));
});

/** The domain model lies beside the repository where it may be kept. */
const MODEL = resolve(import.meta.dirname, '../../../../shared/design/domain.md');

describe.skipIf(!existsSync(MODEL))(`the domain model${existsSync(MODEL) ? '' : ' (skipped: it is absent)'}`, () => {
  const text = existsSync(MODEL) ? readFileSync(MODEL, 'utf8') : '';
  const section = text.slice(text.indexOf('\n## 2.'), text.indexOf('\n## 5.'));
  const rows = [...section.matchAll(/^\| (.+) \|$/gm)]
    .map(([, line = '']) => line.replaceAll('\\|', '').split(' | '))
    .filter(([name]) => name !== 'value');

  it('has no other values than these', () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(VECTORS));
  });

  it.each(rows)('has no other vectors of %s', (name = '', _rule = '', valid = '', invalid = '') => {
    const { [name]: ours } = VECTORS;
    // Long ones are cut short there, some with a word about what is wrong.
    const vectorsIn = (cell: string) =>
      cell.split(' · ').map((one) => one.replace(/ \([^)]*\)$/, '').replaceAll('…', ''));
    for (const [theirs, own] of [
      [vectorsIn(valid), ours?.valid ?? []],
      [vectorsIn(invalid), ours?.invalid ?? []],
    ] as const) {
      expect(theirs.length).toBe(own.length);
      for (const [at, vector] of theirs.entries()) expect(own[at]).toContain(vector);
    }
  });
});
