import { EXPIRING_BUCKETS, type ExpiringBucket } from '#shared/contract/worklists.ts';
import { api, call } from '../../app/api.ts';
import { focusOf } from '../../app/card-focus.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useParameters, usePlaceMemory } from '../../app/navigation.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { CardLink } from '../../ui/card-link.tsx';
import { Choice } from '../../ui/choice.tsx';
import { nameOf } from './completeness-list.tsx';
import { ListFrame } from './list-frame.tsx';
import { usePages, usePaused } from './use-pages.ts';

/** Certificates and accreditations that are over or soon will be, the soonest first. */
export function ExpiringList({ codes }: { readonly codes: Codes }) {
  const { worklists, states } = useMessages();
  const format = useFormat();
  const [text, setText] = usePlaceMemory('expiring text', '');
  const [bucket, setBucket] = usePlaceMemory<ExpiringBucket | ''>(
    'expiring bucket',
    useParameters('worklists').bucket ?? '',
  );
  const asked = usePaused(text);
  const { query, first, rows, total } = usePages(
    ['expiring', asked, bucket],
    (page) => call(api().worklists.expiring({ ...page, text: asked, bucket: bucket === '' ? null : bucket })),
    (answer) => answer.rows,
  );
  const counted = (one: ExpiringBucket) =>
    first === undefined
      ? worklists.expiring.bucketOf[one]
      : `${worklists.expiring.bucketOf[one]}: ${format.number(first.buckets[one])}`;
  const titles = worklists.columns;
  return (
    <ListFrame
      label={worklists.lists.expiring}
      text={text}
      onText={setText}
      filters={
        <Choice
          label={worklists.expiring.bucket}
          value={bucket}
          options={[
            { value: '' as const, text: worklists.expiring.all },
            ...EXPIRING_BUCKETS.map((value) => ({ value, text: counted(value) })),
          ]}
          onChange={setBucket}
        />
      }
      query={query}
      loaded={first !== undefined}
      total={total}
      unfiltered={asked === '' && bucket === ''}
      onClear={() => {
        setText('');
        setBucket('');
      }}
      empty={{ title: worklists.expiring.empty, text: worklists.expiring.emptyText }}
      columns={[
        { key: 'person', title: titles.person },
        { key: 'document', title: titles.document },
        { key: 'specialty', title: titles.specialty, wrap: true },
        { key: 'expiresOn', title: titles.expiresOn, align: 'center' },
        { key: 'days', title: titles.days, align: 'end' },
        { key: 'post', title: titles.post, wrap: true },
        { key: 'division', title: titles.division, wrap: true },
      ]}
      rows={rows.map((row) => ({
        key: row.credentialId,
        cells: [
          <CardLink
            key="person"
            personId={row.personId}
            name={row.name}
            focus={focusOf('credential.expiresOn', row.credentialId)}
          />,
          states.credentialKind[row.credentialKind],
          row.specialtyCode === null
            ? ''
            : (codes('credential', 'specialtyCode')?.byCode.get(row.specialtyCode)?.name ?? row.specialtyCode),
          format.date(row.expiresOn),
          row.days < 0 ? worklists.expiring.over(-row.days) : format.number(row.days),
          nameOf(codes, 'postCode', row.postCode),
          nameOf(codes, 'divisionId', row.divisionId),
        ],
      }))}
    />
  );
}
