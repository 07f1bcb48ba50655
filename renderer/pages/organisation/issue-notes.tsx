import { makeStyles, Tooltip } from '@fluentui/react-components';
import type { Issue } from '#shared/contract/staff.ts';
import { describeFailure, failureSentence } from '#shared/text/translate.ts';
import { useMessages } from '../../app/i18n.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';

const useStyles = makeStyles({ chip: { display: 'inline-flex', maxWidth: '100%' } });

/** What the rules say of one record, each finding a chip whose tip says how to mend it. */
export function IssueNotes({ issues, id }: { readonly issues: readonly Issue[]; readonly id: string }) {
  const styles = useStyles();
  const texts = useMessages();
  return (
    <>
      {issues
        .filter((issue) => issue.id === id)
        .map(({ kind, field, code, severity, params }) => {
          const told = { code, field: `${kind}.${field}`, ...(params && { params }) };
          return (
            <Tooltip key={`${field} ${code}`} content={failureSentence(texts, told)} relationship="description">
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a tip must be reachable by keyboard */}
              <span className={styles.chip} tabIndex={0}>
                <StatusChip
                  tone={severity === 'error' ? 'refused' : 'action'}
                  label={describeFailure(texts, told).title}
                />
              </span>
            </Tooltip>
          );
        })}
    </>
  );
}
