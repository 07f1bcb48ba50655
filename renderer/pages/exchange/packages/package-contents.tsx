import { MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { PackagePreview, PackageRequest } from '#shared/contract/packages.ts';
import { describeFailure } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../../app/i18n.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Facts } from '../../requests/facts.tsx';

const useStyles = makeStyles({
  table: { display: 'flex', maxHeight: '38vh', minHeight: 0, border: `1px solid ${tokens.colorNeutralStroke2}` },
});
/** Names of people shown for one request. */
const SHOWN = 3;

/** Whether taking it would change anything here. */
export function changesAnything({ requests, messages, bulletins, records, files }: PackagePreview): boolean {
  const news = requests.some(({ outcome }) => outcome === 'new' || outcome === 'moves' || outcome === 'waits');
  return news || messages.new > 0 || bulletins.new > 0 || records.new > 0 || records.changed > 0 || files > 0;
}

/** Who made a package, that it is whole, and what each of its parts will do. */
export function PackageContents({ preview }: { readonly preview: PackagePreview }) {
  const styles = useStyles();
  const { packages } = useMessages();
  const format = useFormat();
  const words = packages.taking;
  const { requests, messages, bulletins, records, files, signer, takenAt } = preview;
  const counted = records.new + records.changed + records.known > 0;
  const columns: TableColumn[] = [
    { key: 'number', title: words.columns.number, align: 'end' },
    { key: 'subjects', title: words.columns.subjects, wrap: true },
    { key: 'author', title: words.columns.author, wrap: true },
    { key: 'outcome', title: words.columns.outcome, wrap: true },
    { key: 'note', title: words.columns.note, wrap: true },
  ];
  return (
    <>
      <Facts
        facts={[
          [words.madeBy, preview.madeBy],
          [words.madeAt, format.moment(preview.madeAt)],
          [words.signer, signer === null ? words.notSigned : `${signer.subject} · ${signer.issuer}`],
        ]}
      />
      <Text>{words.checked}</Text>
      {takenAt !== null ? (
        <MessageBar layout="multiline">
          <MessageBarBody>{words.takenBefore(format.moment(takenAt))}</MessageBarBody>
        </MessageBar>
      ) : (
        !changesAnything(preview) && (
          <MessageBar layout="multiline">
            <MessageBarBody>{words.nothing}</MessageBarBody>
          </MessageBar>
        )
      )}
      {requests.length > 0 && (
        <div className={styles.table}>
          <DataTable
            label={words.preview}
            columns={columns}
            rows={requests.map((request) => ({ key: request.requestId, cells: cellsOf(request) }))}
          />
        </div>
      )}
      {messages.new + messages.known > 0 && <Text>{words.messages(messages.new, messages.known)}</Text>}
      {bulletins.new + bulletins.known + bulletins.refused > 0 && (
        <Text>{words.bulletins(bulletins.new, bulletins.known, bulletins.refused)}</Text>
      )}
      {counted && <Text>{words.records(records.new, records.changed, records.known)}</Text>}
      {files > 0 && <Text>{words.files(files)}</Text>}
    </>
  );

  function cellsOf({ number, subjects, author, fields, note, ...request }: PackageRequest) {
    const more = subjects.length > SHOWN ? [words.more(subjects.length - SHOWN)] : [];
    const about = [...subjects.slice(0, SHOWN), ...more].join(', ');
    const what = fields > 0 ? `${about}${about === '' ? '' : ' · '}${words.fields(fields)}` : about;
    return [number === null ? '' : format.number(number), what, author, outcomeOf(request), note ?? ''];
  }
}

/** What happens to a request, in words. */
function outcomeOf({ outcome, from, to, refusal }: Pick<PackageRequest, 'outcome' | 'from' | 'to' | 'refusal'>) {
  return <Outcome outcome={outcome} from={from} to={to} refusal={refusal} />;
}

function Outcome({ outcome, from, to, refusal }: Pick<PackageRequest, 'outcome' | 'from' | 'to' | 'refusal'>) {
  const texts = useMessages();
  const { taking } = texts.packages;
  const { request } = texts.states;
  if (outcome === 'new' && to !== null) return taking.becomes(request[to]);
  if (outcome === 'moves' && from !== null && to !== null) return taking.step(request[from], request[to]);
  if (refusal === null) return taking.outcomes[outcome];
  const { title } = describeFailure(texts, { code: refusal });
  return `${taking.outcomes.refused}: ${title}`;
}
