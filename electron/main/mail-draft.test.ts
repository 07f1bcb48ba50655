import { expect, it, vi } from 'vitest';
import { NOTIFICATION_KINDS } from '#shared/contract/notifications.ts';
import { messages } from '#shared/text/translate.ts';
import { mayOpenExternally } from './addresses.ts';
import { createHostServices, type HostServiceParts } from './host-services.ts';
import { mailDraftAddress } from './mail-draft.ts';

const TEXTS = messages('ru');

it.each(['ru', 'en'] as const)('every kind has a letter that may be opened (%s)', (language) => {
  const texts = messages(language);
  for (const kind of NOTIFICATION_KINDS) {
    const address = mailDraftAddress({ kind, to: 'kadry@clinic.example' }, texts);
    expect(mayOpenExternally(address, null)).toBe(true);
    const { searchParams, pathname } = new URL(address);
    expect(pathname).toBe('kadry@clinic.example');
    expect([...searchParams.keys()]).toEqual(['subject', 'body']);
    const what = texts.notifications.toast.one[kind];
    expect(searchParams.get('subject')).toBe(`${texts.common.product}: ${what}`);
    expect(searchParams.get('body')).toContain(what);
  }
});

it('a letter without an address is left for the user to address', () => {
  const draft = mailDraftAddress({ kind: 'sync', to: null }, TEXTS);
  expect(new URL(draft).pathname).toBe('');
  expect(mayOpenExternally(draft, null)).toBe(true);
});

it('a letter to several people has them in the blind copy, and the words of the user', () => {
  const bcc = ['a@clinic.example', 'b+c@clinic.example'];
  const draft = mailDraftAddress({ subject: 'Правка & «сведений»', body: 'Раз?\nДва=2', bcc }, TEXTS);
  expect(mayOpenExternally(draft, null)).toBe(true);
  const { searchParams, pathname } = new URL(draft.replace('+', '%2B'));
  expect([pathname, ...searchParams.entries()]).toEqual([
    '',
    ['bcc', bcc.join(',')],
    ['subject', 'Правка & «сведений»'],
    ['body', 'Раз?\r\nДва=2'],
  ]);
});

it.each(['a@b.example,c@d.example', 'кадры@clinic.example', 'a&cc=b@clinic.example', 'a%2Cb@clinic.example'])(
  'no letter goes to %j',
  async (address) => {
    const { draftMail } = services(async () => undefined);
    await expect(draftMail({ subject: 'a', body: 'b', bcc: [address] })).rejects.toThrow();
    await expect(draftMail({ kind: 'sync', to: address })).rejects.toThrow();
  },
);

function services(openExternal: HostServiceParts['openExternal']) {
  const mailDraft: HostServiceParts['mailDraft'] = (draft) => mailDraftAddress(draft, TEXTS);
  return createHostServices({ issuer: null, openExternal, mailDraft, dialogs: {} } as unknown as HostServiceParts);
}

it('is handed to the mail program once, and a computer without one is told of', async () => {
  const openExternal = vi.fn(async () => undefined);
  await services(openExternal).draftMail({ kind: 'returned', to: null });
  expect(openExternal.mock.calls).toEqual([[mailDraftAddress({ kind: 'returned', to: null }, TEXTS)]]);

  const none = services(() => Promise.reject(new Error('no handler')));
  await expect(none.draftMail({ kind: 'returned', to: null })).rejects.toMatchObject({ code: 'KD-6004' });
});
