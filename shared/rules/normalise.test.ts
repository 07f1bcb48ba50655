import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';

const TODAY = '2026-11-21';

describe('what is typed', () => {
  it.each([
    ['person', 'lastName', '  Иванова\u00A0 ', 'Иванова'],
    ['person', 'lastName', 'Римский – Корсаков', 'Римский-Корсаков'],
    ['person', 'lastName', 'Ии\u0306вин', 'Ийвин'],
    ['person', 'patronymic', ' ', null],
    ['person', 'lastName', ' ', ''],
    ['person', 'snils', '112-233-445 95', '11223344595'],
    ['person', 'snils', 8765430200, '08765430200'],
    ['person', 'inn', '5001 0073 2259', '500100732259'],
    ['person', 'phone', '8 (916) 123-45-67', '+79161234567'],
    ['person', 'email', ' a@b.ru ', 'a@b.ru'],
    ['person', 'birthDate', '05.05.1980', '1980-05-05'],
    ['person', 'birthDate', '05.05.80', '1980-05-05'],
    ['person', 'birthDate', 'май', 'май'],
    ['employment', 'rate', '0,25', 25],
    ['employment', 'rate', 25, 25],
    ['employment', 'rate', 'пол', 'пол'],
    ['employment', 'postCode', 122, '122'],
    ['employment', 'endOrder', 'приказ\n№\u200B 5', 'приказ № 5'],
    ['organisation', 'kpp', '7707ab001', '7707AB001'],
  ] as const)('%s.%s «%s» is stored as «%s»', (kind, field, typed, stored) =>
    expect(normalise(kind, field, typed, TODAY)).toBe(stored),
  );
});
