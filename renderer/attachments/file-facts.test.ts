import { expect, it } from 'vitest';
import { messages } from '#shared/text/translate.ts';
import { fileSize } from './file-facts.ts';

it.each([
  [1, '1\u00a0КБ'],
  [1024, '1\u00a0КБ'],
  [1025, '2\u00a0КБ'],
  [1024 * 1024, '1\u00a0МБ'],
  [5 * 1024 * 1024 + 1, '5,1\u00a0МБ'],
])('%d bytes are %s', (bytes, text) => expect(fileSize(messages('ru'), bytes)).toBe(text));
