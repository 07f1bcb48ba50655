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

it.each([
  [null, ''],
  ['kadry@больница.рф', 'kadry@xn--80abvlke3d3b.xn--p1ai'],
  ['кадры@clinic.example', ''],
  ['a&b=c?d@clinic.example', ''],
  ['a%0Ab@clinic.example', ''],
])('a letter to %j is addressed to %j', (to, address) => {
  const draft = mailDraftAddress({ kind: 'sync', to }, TEXTS);
  expect(new URL(draft).pathname).toBe(address);
  expect(mayOpenExternally(draft, null)).toBe(true);
});

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
