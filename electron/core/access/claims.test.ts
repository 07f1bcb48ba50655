import { expect, test } from 'vitest';
import { identityOf } from './claims.ts';
import { account } from './testing/provider.ts';

const claims = { ...account('anna', ['editor', 'approver']), acr: 'high', other: [1] };

test('a confirmed person has the first role of the desk among theirs', () => {
  expect(identityOf({ ...claims, roles: ['billing', 'approver', 'root', 'editor'] })).toEqual({
    subject: 'anna',
    name: 'Фамилия anna',
    snils: '11223344595',
    roles: ['approver', 'editor'],
    role: 'approver',
    organisation: { oid: '1.2.643.5.1.13.13.12.2.77.1', name: 'Поликлиника № 1' },
    confirmed: true,
  });
});

test.each([[false], [undefined], [null]])('an account that is not confirmed (%s) may only look', (trusted) => {
  expect(identityOf({ ...claims, trusted })).toMatchObject({
    role: 'viewer',
    confirmed: false,
    roles: ['editor', 'approver'],
  });
});

test('a name is put together where none is given', () => {
  const parts = { name: null, family_name: 'Иванова', given_name: 'Анна', middle_name: undefined };
  expect(identityOf({ ...claims, ...parts }).name).toBe('Иванова Анна');
});

test.each(['', '123', 'нет', null])('СНИЛС %j is none', (snils) => {
  expect(identityOf({ ...claims, snils }).snils).toBeNull();
});

test.each([
  ['no roles', { roles: undefined }],
  ['none of ours', { roles: ['root', 'Editor', '__proto__'] }],
  ['no organisation', { organization: undefined }],
])('%s: KD-1008', (_name, changes) => {
  expect(() => identityOf({ ...claims, ...changes })).toThrow(expect.objectContaining({ code: 'KD-1008' }));
});

test.each([
  ['nothing', null],
  ['no subject', { ...claims, sub: undefined }],
  ['an empty subject', { ...claims, sub: '' }],
  ['roles in one string', { ...claims, roles: 'editor' }],
  ['trusted as text', { ...claims, trusted: 'true' }],
  ['an organisation without OID', { ...claims, organization: { name: 'Клиника' } }],
  ['no name at all', { ...claims, name: undefined }],
])('%s: KD-1107', (_name, wrong) => {
  expect(() => identityOf(wrong)).toThrow(expect.objectContaining({ code: 'KD-1107' }));
});
