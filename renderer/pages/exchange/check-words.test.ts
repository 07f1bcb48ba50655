import { describe, expect, it } from 'vitest';
import { CHECK_FINDINGS, CHECK_STEPS, type CheckLine, type CheckReport } from '#shared/contract/exchange.ts';
import { messages } from '#shared/text/translate.ts';
import { createFormat } from '../../app/format.ts';
import { reportText, wordsOf } from './check-words.ts';

const format = createFormat('ru');
const line = (of: Partial<CheckLine>): CheckLine => ({ step: 'tls', outcome: 'ok', finding: 'fine', facts: {}, ...of });

describe('what a step of the check says', () => {
  it('has a day as a day and a number as a number', () => {
    const facts = { issuer: 'УЦ', until: '2027-01-31' };
    expect(wordsOf(messages('ru'), format, line({ facts }))).toEqual({
      step: 'Защищённое соединение',
      outcome: 'В порядке',
      title: 'Сертификат выдал УЦ, действует до 31.01.2027',
      advice: '',
    });
    const clock = line({ step: 'clock', outcome: 'warning', finding: 'clockOff', facts: { seconds: -1234 } });
    expect(wordsOf(messages('ru'), format, clock).title).toMatch(/^Часы расходятся на 1\s234 с$/);
  });

  it.each(['ru', 'en'] as const)('has words for every finding, and advice for every failure (%s)', (language) => {
    const texts = messages(language);
    for (const finding of CHECK_FINDINGS) {
      for (const step of finding === 'fine' ? CHECK_STEPS : (['tls'] as const)) {
        const words = wordsOf(texts, createFormat(language), line({ step, finding }));
        expect(words.title).not.toBe('');
      }
    }
    for (const finding of ['nameUnknown', 'refused', 'silent', 'certificateExpired', 'forbidden', 'failed'] as const) {
      expect(wordsOf(texts, format, line({ outcome: 'failed', finding })).advice).not.toBe('');
    }
  });
});

it('the report has every step with its advice', () => {
  const report: CheckReport = {
    at: '2026-11-21T09:00:00.000Z',
    endpoints: [
      {
        address: 'https://registry.example/fhir',
        lines: [
          line({ step: 'name', facts: { host: 'registry.example' } }),
          line({ outcome: 'failed', finding: 'refused' }),
        ],
      },
    ],
  };
  expect(reportText(messages('ru'), { ...format, moment: () => '21.11.2026, 12:00' }, report).split('\n')).toEqual([
    'Картотека: проверка связи с реестром',
    'Проверено 21.11.2026, 12:00',
    '',
    'https://registry.example/fhir',
    'Имя сервера: В порядке. Имя известно: registry.example.',
    'Защищённое соединение: Ошибка. Сервер не принимает соединений. Скорее всего, реестр остановлен или порт закрыт. Работайте дальше, обмен повторится сам.',
  ]);
});
