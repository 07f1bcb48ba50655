import { describe, expect, it } from 'vitest';
import { createFormat } from '../app/format.ts';
import { showValue } from './cell-text.ts';
import { type CodeIndex, indexCodes } from './code-index.ts';
import { checkValue, readValue } from './read-value.ts';

const today = '2026-11-21';
const posts: CodeIndex = indexCodes([
  { code: '6', name: 'Врачи-специалисты', group: true, closedOn: null, depth: 0 },
  { code: '109', name: 'Врач-терапевт', group: false, closedOn: null, depth: 1 },
  { code: '14', name: 'Врач-терапевт цеховой', group: false, closedOn: '2023-09-01', depth: 1 },
]);
const read = (path: string, text: string) => {
  const [kind, field] = path.split('.') as ['person' | 'employment', string];
  return readValue(kind, field, text, { today, codes: path === 'employment.postCode' ? posts : undefined });
};

describe('typed text as a value', () => {
  it.each([
    ['person.birthDate', '1.2.1985', '1985-02-01'],
    ['person.birthDate', '01/02/85', '1985-02-01'],
    ['person.birthDate', '01021985', '1985-02-01'],
    ['person.birthDate', '1985-02-01', '1985-02-01'],
    ['employment.rate', '0,25', 25],
    ['employment.rate', '0.5', 50],
    ['employment.rate', '1', 100],
    ['person.snils', ' 112-233-445 95 ', '11223344595'],
    ['person.phone', '8 (916) 123-45-67', '+79161234567'],
    ['person.lastName', '  Римский – Корсаков ', 'Римский-Корсаков'],
    ['person.patronymic', '', null],
    ['employment.postCode', 'врач-терапевт', '109'],
    ['employment.postCode', '109', '109'],
    ['employment.postCode', '', null],
  ])('%s: «%s» is %s', (path, text, value) => {
    expect(read(path, text)).toEqual({ value, refusal: null });
  });

  it.each([
    ['person.birthDate', '31.02.1985', 'KD-2003'],
    ['person.birthDate', '01.01.2020', 'KD-2201'],
    ['employment.rate', 'половина', 'KD-2203'],
    ['employment.rate', '1,75', 'KD-2203'],
    ['person.snils', '112-233-445 96', 'KD-2104'],
    ['person.snils', '1122334459', 'KD-2101'],
    ['person.lastName', '', 'KD-2001'],
    ['person.lastName', 'Ив@нов', 'KD-2008'],
    ['employment.postCode', 'Врач', 'KD-2004'],
    ['employment.postCode', 'Врачи-специалисты', 'KD-2004'],
  ])('%s: «%s» is refused with %s', (path, text, code) => {
    expect(read(path, text).refusal?.code).toBe(code);
  });

  it('looks at the other values of the entity: a post must be open when the employment begins', () => {
    const around = (beginDate: string) => ({ today, codes: posts, entity: { beginDate } });
    expect(checkValue('employment', 'postCode', '14', around('2020-01-01')).refusal).toBeNull();
    expect(checkValue('employment', 'postCode', '14', around('2024-01-01')).refusal?.code).toBe('KD-2204');
  });

  it('lets a warning pass', () => {
    expect(read('person.snils', '001-001-998 00')).toEqual({ value: '00100199800', refusal: null });
  });
});

describe('a value as text', () => {
  const format = createFormat('ru');
  it.each([
    ['date', '1985-02-01', '01.02.1985'],
    ['rate', 25, '0,25'],
    ['snils', '11223344595', '112-233-445 95'],
    ['phone', '+79161234567', '+7 916 123-45-67'],
    ['code', '109', 'Врач-терапевт'],
    ['code', '777', '777'],
    ['code', '109\n777', 'Врач-терапевт; 777'],
    ['text', null, ''],
  ] as const)('%s %s is shown as «%s»', (type, value, text) => {
    expect(showValue(type, value, format, posts)).toBe(text);
  });

  it('is read back as the same value', () => {
    for (const [path, type, value] of [
      ['person.birthDate', 'date', '1985-02-01'],
      ['employment.rate', 'rate', 125],
      ['person.snils', 'snils', '11223344595'],
      ['person.phone', 'phone', '+79161234567'],
      ['employment.postCode', 'code', '109'],
    ] as const) {
      expect(read(path, showValue(type, value, format, posts))).toEqual({ value, refusal: null });
    }
  });
});
