import { describe, expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { DictionaryRegistry, OfferedVersion } from '../registry/dictionaries.ts';
import { openTestDesk, refusal } from '../test-books.ts';
import { compareVersions, newOffers } from './offers.ts';

const offer = (oid: string, version: string, more: Partial<OfferedVersion> = {}): OfferedVersion => ({
  ...{ oid, version, name: `Справочник ${oid}`, publishedOn: null, reference: `${oid}-${version}` },
  ...more,
});

describe('what the registry offers', () => {
  it.each([
    ['9.7', '9.6', 1],
    ['9.10', '9.7', 1],
    ['10', '9.99', 1],
    ['9.6', '9.6', 0],
    ['9.6.1', '9.6', 1],
    ['1.0', 'excerpt', 1],
    ['excerpt', 'другая', 0],
    ['9.6', '9.10', -1],
  ])('%s against %s', (one, other, sign) => expect(Math.sign(compareVersions(one, other))).toBe(sign));

  it('is the newest version of each dictionary, where it is newer than what is here or whole where that is a part', () => {
    const inUse = [
      { oid: '1.2.3.1', name: 'Должности', version: '9.6', source: 'import' as const },
      { oid: '1.2.3.2', name: 'Пол', version: '2.1', source: 'training' as const },
      { oid: '1.2.3.3', name: 'Регионы', version: '6.5', source: 'registry' as const },
    ];
    const offered = [
      ...[offer('1.2.3.1', '9.7'), offer('1.2.3.1', '9.10'), offer('1.2.3.1', '9.6')],
      ...[offer('1.2.3.2', '2.1'), offer('1.2.3.3', '6.5'), offer('1.2.3.4', '1.0')],
    ];
    expect(newOffers(offered, inUse).map((one) => [one.name, one.version, one.inUse, one.isPart])).toEqual([
      ['Должности', '9.10', '9.6', false],
      ['Пол', '2.1', '2.1', true],
      ['Справочник 1.2.3.4', '1.0', null, false],
    ]);
  });
});

describe('a version of the registry', () => {
  const columns = ['CODE', 'NAME', 'DATE_END', 'FORM_30'];
  const passport = { oid: DICTIONARY.sex, name: 'Пол', version: '3.0', publishedOn: '2026-10-01' };
  const records = [['1', 'Мужской', '', '5']];
  const registry: DictionaryRegistry = {
    versions: async () => [offer(DICTIONARY.sex, '3.0')],
    read: async (reference) => {
      if (reference !== `${DICTIONARY.sex}-3.0`) throw new DeskError('KD-4002', { params: { status: 404 } });
      return { table: { columns, records, passport }, sha256: 'ab' };
    },
  };

  it('is previewed and loaded the way a file is, and says where it came from', async () => {
    const desk = openTestDesk({ dictionaryRegistry: registry });
    const { checkRegistry, openOffer, load, list } = desk.handlers.dictionaries;
    const { offers } = await checkRegistry({}, desk.editor);
    expect(offers).toMatchObject([{ oid: DICTIONARY.sex, name: 'Пол', version: '3.0', inUse: '2.1' }]);
    const preview = await openOffer({ reference: offers[0]?.reference ?? '' }, desk.editor);
    expect(preview).toMatchObject({ fileName: null, oid: DICTIONARY.sex, version: '3.0', rows: 1, missing: 2 });
    const { previewId, mapping } = preview;
    const { version } = await load({ previewId, oid: DICTIONARY.sex, version: '3.0', mapping }, desk.editor);
    expect(version).toMatchObject({ source: 'registry', fileName: null, publishedOn: '2026-10-01', rows: 1 });
    expect(desk.dictionaries.rows(DICTIONARY.sex).rows).toMatchObject([{ code: '1', extra: { FORM_30: '5' } }]);
    expect((await checkRegistry({}, desk.editor)).offers).toEqual([]);
    expect((await list({}, desk.editor)).dictionaries.find(({ oid }) => oid === DICTIONARY.sex)?.source).toBe(
      'registry',
    );
  });

  it('that is not there, and a registry that is not there, are told', async () => {
    const desk = openTestDesk({ dictionaryRegistry: registry });
    const missing = await refusal(() => desk.handlers.dictionaries.openOffer({ reference: 'x' }, desk.editor));
    expect(missing.code).toBe('KD-4002');
    const alone = openTestDesk();
    expect((await refusal(() => alone.handlers.dictionaries.checkRegistry({}, alone.editor))).code).toBe('KD-1010');
  });
});
