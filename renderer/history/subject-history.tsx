import { Button, Dropdown, Field, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { ColumnDoubleCompareRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { history as contract, type HistorySubject } from '#shared/contract/history.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { useLanguage, useMessages } from '../app/i18n.tsx';
import { useOnDay } from '../app/on-day.tsx';
import { useSession } from '../app/session.tsx';
import type { Codes } from '../grid/use-codes.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { useVersions, useWords, type Versions } from './use-history.ts';
import { VersionComparison } from './version-comparison.tsx';
import { VersionList } from './version-list.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minHeight: 0 },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalM },
  field: { minWidth: '240px' },
  muted: { color: tokens.colorNeutralForeground3 },
});

interface SubjectHistoryProps {
  readonly subject: HistorySubject;
  readonly codes: Codes;
}

/** Who changed what and when on a card; any two states beside each other; the way back to one. */
export function SubjectHistory({ subject, codes }: SubjectHistoryProps) {
  const styles = useStyles();
  const { history } = useMessages();
  const found = useVersions(subject);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <LoadingState />;
  if (found.data.versions.length === 0) return <Text className={styles.muted}>{history.empty}</Text>;
  return <Found subject={subject} codes={codes} found={found.data} />;
}

function Found({ subject, codes, found }: SubjectHistoryProps & { readonly found: Versions }) {
  const styles = useStyles();
  const { history } = useMessages();
  const language = useLanguage();
  const words = useWords(codes);
  const mayRestore = useMayRestore();
  const [field, setField] = useState<string | null>(null);
  const [comparing, setComparing] = useState(false);
  const [restoring, setRestoring] = useState<number | null>(null);
  const paths = new Set(
    found.versions.flatMap(({ changes }) =>
      changes.flatMap(({ kind, field: name }) => (words.isShown(kind, name) ? [`${kind}.${name}`] : [])),
    ),
  );
  const options = [...paths].map((path) => ({ path, name: nameOf(path, words) }));
  options.sort((a, b) => a.name.localeCompare(b.name, language));
  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <Field label={history.field} className={styles.field}>
          <Dropdown
            value={field === null ? history.allFields : nameOf(field, words)}
            selectedOptions={[field ?? '']}
            onOptionSelect={(_event, { optionValue }) => setField(optionValue || null)}
          >
            <Option value="">{history.allFields}</Option>
            {options.map(({ path, name }) => (
              <Option key={path} value={path}>
                {name}
              </Option>
            ))}
          </Dropdown>
        </Field>
        <Button
          icon={<ColumnDoubleCompareRegular />}
          aria-pressed={comparing}
          appearance={comparing ? 'primary' : 'secondary'}
          onClick={() => setComparing(!comparing)}
        >
          {history.compare}
        </Button>
      </div>
      {comparing ? (
        <VersionComparison subject={subject} codes={codes} found={found} field={field} />
      ) : (
        <VersionList codes={codes} found={found} field={field} onRestore={mayRestore ? setRestoring : undefined} />
      )}
      {restoring !== null && (
        <RestoreDialog
          subject={subject}
          seq={restoring}
          at={found.versions.find(({ seq }) => seq === restoring)?.at ?? null}
          codes={codes}
          onClose={() => setRestoring(null)}
        />
      )}
    </div>
  );
}

/** For showing the verb only; the right itself is checked by core. Another day than today is only looked at. */
function useMayRestore(): boolean {
  const { onDay } = useOnDay();
  return refusalOf(contract.restore, useSession().user) === null && onDay === null;
}

function nameOf(path: string, words: ReturnType<typeof useWords>): string {
  const [kind = 'person', field = ''] = path.split('.') as [Parameters<typeof words.nameOf>[0], string];
  return words.nameOf(kind, field);
}
