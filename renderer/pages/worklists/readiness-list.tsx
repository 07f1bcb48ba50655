import { READINESS_CODES, type ReadinessCode } from '#shared/contract/worklists.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { api, call } from '../../app/api.ts';
import { focusOf } from '../../app/card-focus.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { usePlaceMemory } from '../../app/navigation.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { CardLink } from '../../ui/card-link.tsx';
import { Choice } from '../../ui/choice.tsx';
import { nameOf } from './completeness-list.tsx';
import { DateFilter } from './date-filter.tsx';
import { ListFrame } from './list-frame.tsx';
import { usePages, usePaused } from './use-pages.ts';

interface ReadinessListProps {
  readonly codes: Codes;
  readonly date: string;
  readonly onDate: (date: string) => void;
}

/** Which records would make a document of the day come back from РЭМД, and with which code. */
export function ReadinessList({ codes, date, onDate }: ReadinessListProps) {
  const texts = useMessages();
  const { worklists } = texts;
  const format = useFormat();
  const [text, setText] = usePlaceMemory('readiness text', '');
  const [code, setCode] = usePlaceMemory<ReadinessCode | ''>('readiness code', '');
  const asked = usePaused(text);
  const { query, first, rows, total } = usePages(
    ['readiness', asked, date, code],
    (page) => call(api().worklists.readiness({ ...page, text: asked, date, code: code === '' ? null : code })),
    (answer) => answer.rows,
  );
  const refusal = (one: ReadinessCode, oid: string | null) =>
    one === 'DIVISION_NOT_ON_DATE' ? worklists.readiness.notOnDate(oid ?? worklists.readiness.noOid) : one;
  const titles = worklists.columns;
  return (
    <ListFrame
      label={worklists.lists.readiness}
      text={text}
      onText={setText}
      filters={
        <>
          <Choice
            label={worklists.readiness.code}
            value={code}
            options={[
              { value: '' as const, text: worklists.readiness.allCodes },
              ...READINESS_CODES.map((value) => ({
                value,
                text: `${refusal(value, '')}: ${format.number(first?.codes[value] ?? 0)}`,
              })),
            ]}
            onChange={setCode}
          />
          <DateFilter date={date} onChange={onDate} />
        </>
      }
      query={query}
      loaded={first !== undefined}
      total={total}
      unfiltered={asked === '' && code === ''}
      onClear={() => {
        setText('');
        setCode('');
      }}
      empty={{ title: worklists.readiness.empty, text: worklists.readiness.emptyText }}
      columns={[
        { key: 'person', title: titles.person },
        { key: 'refusal', title: titles.refusal, wrap: true },
        { key: 'field', title: titles.field },
        { key: 'mend', title: titles.mend, wrap: true },
        { key: 'post', title: titles.post, wrap: true },
        { key: 'division', title: titles.division, wrap: true },
      ]}
      rows={rows.map((row, at) => ({
        key: `${row.personId ?? ''} ${row.code} ${row.divisionId ?? ''} ${at}`,
        cells: [
          row.personId === null ? (
            worklists.readiness.organisation
          ) : (
            <CardLink key="person" personId={row.personId} name={row.name} focus={focusOf(row.field, row.recordId)} />
          ),
          refusal(row.code, row.oid),
          fieldLabel(texts, row.field),
          worklists.readiness.mendOf[row.code],
          nameOf(codes, 'postCode', row.postCode),
          nameOf(codes, 'divisionId', row.divisionId),
        ],
      }))}
    />
  );
}
