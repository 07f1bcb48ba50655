import { beforeEach, describe, expect, it } from 'vitest';
import { jpeg, pdf, png } from '../attachments/test-files.ts';
import type { TestDesk } from '../test-books.ts';
import { approve, open, type as typeInto } from './test-requests.ts';

let desk: TestDesk;
let personId: string;
let requestId: string;

beforeEach(async () => {
  const opened = open();
  desk = opened.desk;
  personId = opened.people[0] ?? '';
  requestId = await typeInto(desk, personId, 'phone', '+79160000001');
});

async function attach(fileName: string, content: Uint8Array, id = personId) {
  const owner = { kind: 'person', id } as const;
  const file = { fileName, content };
  const added = await desk.handlers.attachments.add({ owner, kind: 'application', file }, desk.editor);
  return added?.id ?? '';
}
const shown = async () =>
  (await desk.handlers.changes.get({ requestId }, desk.approver)).attachments.map(({ fileName, version }) => [
    fileName,
    version,
  ]);
async function canonical(): Promise<Record<string, unknown>> {
  const { canonical } = await desk.handlers.changes.signingView({ requestId }, desk.approver);
  return JSON.parse(canonical) as Record<string, unknown>;
}
const submit = () => desk.handlers.changes.submit({ requestId }, desk.editor);

describe('files of changed records', () => {
  it('are seen in the request, those of other records and removed ones are not', async () => {
    await attach('заявление.pdf', await pdf());
    const removed = await attach('лишнее.png', png());
    await desk.handlers.attachments.remove({ attachmentId: removed }, desk.editor);
    const other = desk.db.prepare('SELECT id FROM person WHERE id <> ?').pluck().get(personId) as string;
    await attach('чужое.png', png(), other);
    expect(await shown()).toEqual([['заявление.pdf', 1]]);
  });

  it('are signed by their digests, and stay the versions that were submitted', async () => {
    const id = await attach('заявление.png', png());
    await submit();
    const [before] = (await desk.handlers.attachments.versions({ attachmentId: id }, desk.editor)).versions;
    await desk.handlers.attachments.replace(
      { attachmentId: id, file: { fileName: 'новое.jpg', content: jpeg() } },
      desk.editor,
    );
    await attach('позже.pdf', await pdf());
    expect(await shown()).toEqual([['заявление.png', 1]]);
    expect(await canonical()).toMatchObject({
      form: 4,
      attachments: [
        {
          attachmentId: id,
          version: 1,
          document: 'application',
          entity: 'person',
          id: personId,
          sha256: before?.sha256,
        },
      ],
    });
    expect((await approve(desk, requestId)).state).toBe('queued');
    expect(await desk.recheck.verifyAgain(requestId)).toEqual({ verdict: 'valid', reasons: [] });
    expect(await shown()).toEqual([['заявление.png', 1]]);
  });

  it('follow a request that is submitted anew', async () => {
    const id = await attach('заявление.png', png());
    await submit();
    await desk.handlers.attachments.replace(
      { attachmentId: id, file: { fileName: 'новое.jpg', content: jpeg() } },
      desk.editor,
    );
    await desk.handlers.changes.reopen({ requestId }, desk.editor);
    await submit();
    expect(await shown()).toEqual([['новое.jpg', 2]]);
  });

  it('are not spoken of in requests without them', async () => {
    await submit();
    expect(Object.keys(await canonical()).sort()).toEqual([
      'approver',
      'at',
      'author',
      'beside',
      'dictionaryVersions',
      'form',
      'items',
      'names',
      'requestId',
    ]);
  });
});
