import { NMO_WITHIN, type NmoWithin } from '#shared/contract/worklists-nmo.ts';
import { NMO_HOURS } from '#shared/rules/nmo.ts';
import { api, call } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { usePlaceMemory } from '../../app/navigation.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { CardLink } from '../../ui/card-link.tsx';
import { Choice } from '../../ui/choice.tsx';
import { nameOf } from './completeness-list.tsx';
import { ListFrame } from './list-frame.tsx';
import { usePages, usePaused } from './use-pages.ts';

/** Who lacks hours of continuing education for the next accreditation, and until when: the soonest first. */
export function NmoList({ codes }: { readonly codes: Codes }) {
  const { worklists } = useMessages();
  const format = useFormat();
  const [text, setText] = usePlaceMemory('nmo text', '');
  const [within, setWithin] = usePlaceMemory<NmoWithin>('nmo within', 'year');
  const asked = usePaused(text);
  const { query, first, rows, total } = usePages(
    ['nmo', asked, within],
    (page) => call(api().worklists.nmo({ ...page, text: asked, within })),
    (answer) => answer.rows,
  );
  const { nmo, columns: titles } = worklists;
  return (
    <ListFrame
      label={worklists.lists.nmo}
      text={text}
      onText={setText}
      filters={
        <Choice
          label={nmo.within}
          value={within}
          options={NMO_WITHIN.map((value) => ({ value, text: nmo.withinOf[value] }))}
          onChange={setWithin}
        />
      }
      query={query}
      loaded={first !== undefined}
      total={total}
      unfiltered={asked === ''}
      onClear={() => setText('')}
      empty={{ title: nmo.empty, text: nmo.emptyText }}
      columns={[
        { key: 'person', title: titles.person },
        { key: 'specialty', title: titles.specialty, wrap: true },
        { key: 'expiresOn', title: titles.expiresOn, align: 'center' },
        { key: 'hours', title: nmo.hours, align: 'end' },
        { key: 'programmeHours', title: nmo.programmeHours, align: 'end' },
        { key: 'lacking', title: nmo.lacking },
        { key: 'post', title: titles.post, wrap: true },
        { key: 'division', title: titles.division, wrap: true },
      ]}
      rows={rows.map((row) => ({
        key: `${row.personId} ${row.specialtyCode}`,
        cells: [
          <CardLink key="person" personId={row.personId} name={row.name} focus={{ kind: 'nmo', field: 'title' }} />,
          codes('nmo', 'specialtyCode')?.byCode.get(row.specialtyCode)?.name ?? row.specialtyCode,
          format.date(row.expiresOn),
          nmo.ofNeeded(row.hours, NMO_HOURS.all),
          nmo.ofNeeded(row.programmeHours, NMO_HOURS.programmes),
          nmo.lackingOf(row.lacking, row.lackingProgrammes),
          nameOf(codes, 'postCode', row.postCode),
          nameOf(codes, 'divisionId', row.divisionId),
        ],
      }))}
    />
  );
}
