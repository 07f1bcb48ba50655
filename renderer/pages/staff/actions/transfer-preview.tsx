import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { TransferLine } from '#shared/contract/staff.ts';
import { failureSentence } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../../app/i18n.tsx';
import type { Codes } from '../../../grid/use-codes.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { placeOf } from './work-choice.tsx';

const useStyles = makeStyles({
  frame: { display: 'flex', maxHeight: '260px', minHeight: '80px' },
  refused: { color: tokens.colorStatusDangerForeground1 },
  muted: { color: tokens.colorNeutralForeground3 },
  place: { display: 'flex', flexDirection: 'column' },
});

interface TransferPreviewProps {
  readonly lines: readonly TransferLine[];
  readonly codes: Codes;
}

/** Everybody as they are and as they will be; who cannot be transferred, with the reason. */
export function TransferPreview({ lines, codes }: TransferPreviewProps) {
  const styles = useStyles();
  const texts = useMessages();
  const words = texts.actions.transferDialog;
  const format = useFormat();
  const refused = lines.filter(({ refusal }) => refusal !== null).length;
  const types = codes('employment', 'positionType');
  const show = ({ rate, positionType, ...place }: TransferLine['before'], before?: TransferLine['before']) => (
    <span className={styles.place}>
      <span>{placeOf(place, codes)}</span>
      <span className={styles.muted}>
        {[
          rate === null ? '' : texts.actions.rate(format.rate(rate)),
          positionType === null || positionType === before?.positionType
            ? ''
            : (types?.byCode.get(positionType)?.name ?? positionType),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
    </span>
  );
  return (
    <>
      {refused > 0 && (
        <MessageBar intent="warning" layout="multiline" role="status">
          <MessageBarBody>{words.refusedSome(refused)}</MessageBarBody>
        </MessageBar>
      )}
      <div ref={intoView} className={styles.frame}>
        <DataTable
          label={words.check}
          columns={[
            { key: 'person', title: words.person, wrap: true },
            { key: 'was', title: words.was, wrap: true },
            { key: 'becomes', title: words.becomes, wrap: true },
          ]}
          rows={lines.map(({ employmentId, name, before, after, leaves, refusal }) => ({
            key: employmentId,
            cells: [
              name,
              show(before),
              refusal === null ? (
                <span key="after" className={styles.place}>
                  {show(after, before)}
                  {leaves > 0 && <span className={styles.muted}>{words.leaves(leaves)}</span>}
                </span>
              ) : (
                <span key="refusal" className={styles.refused}>
                  {failureSentence(texts, {
                    code: refusal.code,
                    field: refusal.field,
                    ...(refusal.params && { params: refusal.params }),
                  })}
                </span>
              ),
            ],
          }))}
        />
      </div>
    </>
  );
}

/** In a small window the form fills the dialog. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
