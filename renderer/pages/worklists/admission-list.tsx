import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { api, call } from '../../app/api.ts';
import { focusOf } from '../../app/card-focus.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { usePlaceMemory } from '../../app/navigation.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { CardLink } from '../../ui/card-link.tsx';
import { AdmissionRules } from './admission-rules.tsx';
import { nameOf } from './completeness-list.tsx';
import { DateFilter } from './date-filter.tsx';
import { ListFrame } from './list-frame.tsx';
import { usePages, usePaused } from './use-pages.ts';

interface AdmissionListProps {
  readonly codes: Codes;
  readonly date: string;
  readonly onDate: (date: string) => void;
}

/** Who works on the day at a post that needs an admission, and has none. */
export function AdmissionList({ codes, date, onDate }: AdmissionListProps) {
  const { worklists } = useMessages();
  const format = useFormat();
  const [text, setText] = usePlaceMemory('admission text', '');
  const [rulesShown, setRulesShown] = useState(false);
  const asked = usePaused(text);
  const { query, first, rows, total } = usePages(
    ['admission', asked, date],
    (page) => call(api().worklists.admission({ ...page, text: asked, date })),
    (answer) => answer.rows,
  );
  const titles = worklists.columns;
  return (
    <>
      <ListFrame
        label={worklists.lists.admission}
        text={text}
        onText={setText}
        filters={
          <>
            <DateFilter date={date} onChange={onDate} />
            <Button size="small" onClick={() => setRulesShown(true)}>
              {worklists.admission.rules}
            </Button>
          </>
        }
        query={query}
        loaded={first !== undefined}
        total={total}
        unfiltered={asked === ''}
        onClear={() => setText('')}
        empty={{ title: worklists.admission.empty, text: worklists.admission.emptyText }}
        columns={[
          { key: 'person', title: titles.person },
          { key: 'post', title: titles.post, wrap: true },
          { key: 'reason', title: titles.reason, wrap: true },
          { key: 'until', title: titles.until, align: 'center' },
          { key: 'division', title: titles.division, wrap: true },
        ]}
        rows={rows.map((row) => ({
          key: row.employmentId,
          cells: [
            <CardLink
              key="person"
              personId={row.personId}
              name={row.name}
              focus={focusOf('credential.specialtyCode')}
            />,
            nameOf(codes, 'postCode', row.postCode),
            worklists.admission.reasonOf[row.reason],
            format.date(row.until),
            nameOf(codes, 'divisionId', row.divisionId),
          ],
        }))}
      />
      {rulesShown && <AdmissionRules codes={codes} today={date} onClose={() => setRulesShown(false)} />}
    </>
  );
}
