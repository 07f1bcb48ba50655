import { basename } from 'node:path';
import type { ColumnMapping, DictionaryPreview, DictionaryRow } from '#shared/contract/dictionaries.ts';
import type { HostServices } from '#shared/contract/host.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { messages } from '#shared/text/translate.ts';
import type { CallContext } from '../core.ts';
import type { Emit, Ids } from '../ports.ts';
import type { DictionaryRegistry } from '../registry/dictionaries.ts';
import { affectedRecords } from './affected.ts';
import { brokenBy, byCode, compare } from './compare.ts';
import { columnsOf, isMapped, mapRows } from './mapping.ts';
import { type PutParts, putInUse, type Read } from './putting.ts';
import { type ReadFile, readInThread } from './reading-thread.ts';

const PROBLEMS_SHOWN = 50;
const SAMPLE = 20;
const EXTENSIONS = ['tsv', 'csv', 'txt', 'xlsx', 'json', 'xml', 'zip'];

export interface LoadingParts extends PutParts {
  readonly ids: Ids;
  readonly emit: Emit;
  readonly host: Pick<HostServices, 'openFile'>;
  readonly registry: DictionaryRegistry;
}

/** What was read, until it is loaded, dropped, or replaced by the next one; it goes with the open store. */
interface Opened extends Read {
  readonly previewId: string;
  readonly userId: EntityId | null;
  readonly oid: string | null;
}

type Reading = Pick<
  Handlers<'dictionaries', CallContext>,
  'openFile' | 'openOffer' | 'preview' | 'previewRecords' | 'load' | 'drop'
>;

export function createLoading(parts: LoadingParts): Reading {
  const { store, usage, dictionaries, clock } = parts;
  let opened: Opened | null = null;

  function openedAs(previewId: string, { user }: CallContext): Opened {
    const isHere = opened !== null && opened.previewId === previewId && opened.userId === (user?.userId ?? null);
    if (opened === null || !isHere) throw new DeskError('KD-6208');
    return opened;
  }

  function rowsOf(file: Opened, oid: string | null, mapping: ColumnMapping) {
    if (!isMapped(mapping)) return { rows: [], problems: [] };
    return mapRows(file.table, mapping, {
      publishedOn: file.table.passport.publishedOn ?? clock.today(),
      wasGroup: (code) => (oid === null ? undefined : (dictionaries.find(oid, code)?.group ?? undefined)),
    });
  }

  function begin(read: ReadFile, fileName: string | null, { user }: CallContext): Opened {
    const { oid } = read.table.passport;
    opened = { ...read, previewId: parts.ids.next(), fileName, userId: user?.userId ?? null, oid };
    return opened;
  }

  /** The version in use against what was read, and the codes of ours that this breaks. */
  function against(oid: string | null, rows: readonly DictionaryRow[]) {
    const present = oid === null ? { version: null, rows: [] } : dictionaries.rows(oid);
    const [before, after] = [byCode(present.rows), byCode(rows)];
    const used = oid === null || rows.length === 0 ? [] : usage.usage(oid, clock.today());
    return { inUse: present.version, ...compare(before, after), broken: brokenBy(used, before, after) };
  }

  function previewOf(file: Opened, oid: string | null, mapping: ColumnMapping): DictionaryPreview {
    const { rows, problems } = rowsOf(file, oid, mapping);
    const { passport } = file.table;
    return {
      previewId: file.previewId,
      fileName: file.fileName,
      oid,
      name: passport.name,
      version: passport.version,
      publishedOn: passport.publishedOn,
      columns: [...file.table.columns],
      mapping,
      rows: rows.length,
      ...against(oid, rows),
      problemCount: problems.length,
      problems: problems.slice(0, PROBLEMS_SHOWN).map((problem) => ({ ...problem })),
      sample: rows.slice(0, SAMPLE),
    };
  }

  return {
    async openFile({ oid }, context) {
      const texts = messages('ru').dictionaries;
      const filters = [{ name: texts.fileKind, extensions: EXTENSIONS }];
      const path = await parts.host.openFile({ title: texts.chooseFile, filters });
      if (path === null) return null;
      const file = begin(await readInThread({ path }, context.signal), basename(path), context);
      return previewOf(file, file.oid ?? oid, columnsOf(file.table.columns));
    },

    async openOffer({ reference }, context) {
      const file = begin(await parts.registry.read(reference, context.signal), null, context);
      return previewOf(file, file.oid, columnsOf(file.table.columns));
    },

    preview: ({ previewId, oid, mapping }, context) => previewOf(openedAs(previewId, context), oid, mapping),

    previewRecords({ previewId, oid, mapping, ...page }, context) {
      const { rows } = rowsOf(openedAs(previewId, context), oid, mapping);
      return affectedRecords(usage, against(oid, rows).broken, clock.today(), page);
    },

    load({ previewId, oid, version, mapping }, context) {
      const file = openedAs(previewId, context);
      if (!isMapped(mapping)) throw new DeskError('KD-6206');
      const { rows } = rowsOf(file, oid, mapping);
      if (rows.length === 0) throw new DeskError('KD-6207');
      const people = putInUse(parts, file, { oid, version, rows }, context);
      opened = null;
      parts.emit('data.changed', { kind: 'person', ids: people.length > SAMPLE ? null : [...people] });
      const loaded = store.versions(oid).find((each) => each.inUse);
      if (loaded === undefined) throw new Error(`Version ${version} of ${oid} is not in use after loading`);
      return { version: loaded };
    },

    drop({ previewId }) {
      if (opened?.previewId === previewId) opened = null;
      return {};
    },
  };
}
