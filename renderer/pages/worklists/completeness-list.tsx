import type { CompletenessRow } from '#shared/contract/worklists.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { api, call } from '../../app/api.ts';
import { focusOf } from '../../app/card-focus.ts';
import { useMessages } from '../../app/i18n.tsx';
import { usePlaceMemory } from '../../app/navigation.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { CardLink } from '../../ui/card-link.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ListFrame } from './list-frame.tsx';
import { usePages, usePaused } from './use-pages.ts';

/** Whose card lacks what, the emptiest first. */
export function CompletenessList({ codes }: { readonly codes: Codes }) {
  const texts = useMessages();
  const { worklists } = texts;
  const [text, setText] = usePlaceMemory('completeness text', '');
  const [only, setOnly] = usePlaceMemory<'all' | 'required'>('completeness only', 'all');
  const asked = usePaused(text);
  const { query, first, rows, total } = usePages(
    ['completeness', asked, only],
    (page) => call(api().worklists.completeness({ ...page, text: asked, only })),
    (answer) => answer.rows,
  );
  const titles = worklists.columns;
  const labels = (fields: readonly string[]) => fields.map((field) => fieldLabel(texts, field));
  return (
    <ListFrame
      label={worklists.lists.completeness}
      text={text}
      onText={setText}
      filters={
        <Choice
          label={worklists.completeness.only}
          value={only}
          options={(['all', 'required'] as const).map((value) => ({
            value,
            text: worklists.completeness.onlyOf[value],
          }))}
          onChange={setOnly}
        />
      }
      query={query}
      loaded={first !== undefined}
      total={total}
      unfiltered={asked === '' && only === 'all'}
      onClear={() => {
        setText('');
        setOnly('all');
      }}
      empty={{ title: worklists.completeness.empty, text: worklists.completeness.emptyText }}
      columns={[
        { key: 'person', title: titles.person },
        { key: 'percent', title: titles.percent, align: 'end' },
        { key: 'required', title: titles.required, wrap: true },
        { key: 'recommended', title: titles.recommended, wrap: true },
        { key: 'post', title: titles.post, wrap: true },
        { key: 'division', title: titles.division, wrap: true },
      ]}
      rows={rows.map((row) => ({
        key: row.personId,
        cells: [
          <CardLink key="person" personId={row.personId} name={row.name} focus={focusOf(firstGap(row))} />,
          texts.home.percent(row.percent),
          labels(row.required).join(', '),
          [
            ...row.records.map((record) => worklists.completeness.missingRecord[record]),
            ...labels(row.recommended),
          ].join(', '),
          nameOf(codes, 'postCode', row.postCode),
          nameOf(codes, 'divisionId', row.divisionId),
        ],
      }))}
    />
  );
}

/** What to mend first. */
function firstGap({ required, records, recommended }: CompletenessRow): string {
  return required[0] ?? records[0] ?? recommended[0] ?? 'person.lastName';
}

/** Name of a post or a division; the code itself where the dictionary has none. */
export function nameOf(codes: Codes, field: 'postCode' | 'divisionId', code: string | null): string {
  return code === null ? '' : (codes('employment', field)?.byCode.get(code)?.name ?? code);
}
