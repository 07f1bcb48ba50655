import { expect, it } from 'vitest';
import { NOTIFICATION_KINDS, type Notification } from '#shared/contract/notifications.ts';
import { messages } from '#shared/text/translate.ts';
import { createFormat } from '../app/format.ts';
import { TONE_OF, wordsOf } from './words.ts';

const texts = messages('ru');
const format = createFormat('ru');
const told = (change: Partial<Notification>) =>
  wordsOf(texts, format, {
    id: 'n',
    kind: 'approval',
    at: '2026-11-21T09:00:00.000Z',
    read: false,
    subject: null,
    facts: {},
    ...change,
  });

it('names the request, who sent it back and why', () =>
  expect(
    told({
      kind: 'returned',
      subject: { kind: 'request', id: 'r', title: '№ 7' },
      facts: { actor: 'Иванов', reason: 'Нет приказа' },
    }),
  ).toEqual({ text: 'Заявка № 7 возвращена на доработку. Вернул(а): Иванов', reason: 'Причина: Нет приказа' }));

it('one person by name with the last day, several by their number', () => {
  const subject = { kind: 'person', id: 'p', title: 'Белова Анна' } as const;
  expect(told({ kind: 'overdue', subject, facts: { until: '2026-11-20' } }).text).toBe(
    'Белова Анна: допуск закончился 20.11.2026',
  );
  expect(told({ kind: 'expiring', facts: { count: 5 } }).text).toBe('Подходит срок допуска у 5\u00a0сотрудников');
});

it('an error by its title and code, a job by its name', () => {
  expect(told({ kind: 'sync', facts: { code: 'KD-4002' } }).reason).toMatch(/\(KD-4002\)$/);
  expect(told({ kind: 'jobFailed', facts: { method: 'reports.run', code: 'KD-6001' } })).toEqual({
    text: `${texts.notifications.kind.jobFailed}: ${texts.jobs.titles['reports.run']}`,
    reason: expect.stringMatching(/\(KD-6001\)$/),
  });
});

it('every kind has words of its own also when its record is gone, and a tone', () => {
  expect(new Set(NOTIFICATION_KINDS.map((kind) => told({ kind }).text)).size).toBe(NOTIFICATION_KINDS.length);
  expect(Object.keys(TONE_OF)).toEqual([...NOTIFICATION_KINDS]);
});
