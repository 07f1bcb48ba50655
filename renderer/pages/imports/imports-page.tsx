import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ArrowUploadRegular, CheckmarkCircleRegular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { imports as importsContract } from '#shared/contract/imports.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { useCommand } from '../../app/commands.tsx';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation, useParameters } from '../../app/navigation.tsx';
import { useSession } from '../../app/session.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { InlineProgress } from '../../ui/progress.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportPreview } from './import-preview.tsx';
import { type ImportDesk, type ImportStep, useImport } from './use-import.ts';

const STEPS: readonly ImportStep[] = ['file', 'columns', 'preview', 'done'];

const useStyles = makeStyles({
  steps: {
    display: 'flex',
    gap: tokens.spacingHorizontalL,
    listStyleType: 'none',
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    color: tokens.colorNeutralForeground3,
    flexShrink: 0,
    outlineStyle: 'none',
  },
  current: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  bar: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`, flexShrink: 0 },
});

/** People, divisions or staffing from a file: choose it, say what its columns are, see what would change, put it into the request. */
export function ImportsPage() {
  const styles = useStyles();
  const { imports } = useMessages();
  const desk = useImport(useParameters('imports').offerId);
  const mayImport = refusalOf(importsContract.choose, useSession().user) === null;
  const steps = useFocusAfter(desk.step);
  useCommand('imports.choose', mayImport && !desk.isBusy ? desk.choose : null);
  return (
    <Page>
      <PageHeader
        title={imports.title}
        counts={
          desk.source === null ? undefined : imports.file(desk.source.fileName, desk.source.sheet, desk.source.rows)
        }
      />
      {mayImport ? (
        <>
          <ol className={styles.steps} ref={steps} tabIndex={-1}>
            {STEPS.map((step, at) => (
              <li
                key={step}
                className={step === desk.step ? styles.current : undefined}
                aria-current={step === desk.step ? 'step' : undefined}
              >
                <Text>{`${at + 1}. ${imports.steps[step]}`}</Text>
              </li>
            ))}
          </ol>
          <JobBar desk={desk} />
          <Step desk={desk} />
        </>
      ) : (
        <EmptyState title={imports.readOnly} />
      )}
    </Page>
  );
}

/** The button that was pressed is gone with its step: the keyboard goes on from the list of steps. */
function useFocusAfter(step: ImportStep) {
  const list = useRef<HTMLOListElement>(null);
  const seen = useRef(step);
  useEffect(() => {
    if (seen.current !== step) list.current?.focus();
    seen.current = step;
  }, [step]);
  return list;
}

function Step({ desk }: { readonly desk: ImportDesk }) {
  if (desk.step === 'columns' && desk.source !== null) return <ImportColumns desk={desk} source={desk.source} />;
  if (desk.step === 'preview' && desk.source !== null && desk.counts !== null) {
    return <ImportPreview desk={desk} source={desk.source} counts={desk.counts} />;
  }
  return desk.step === 'done' ? <Done desk={desk} /> : <ChooseFile desk={desk} />;
}

/** What runs now, with a way to stop it, or why it came to nothing. When all is written it is too late to stop. */
function JobBar({ desk: { choosing, opening, comparing, writing } }: { readonly desk: ImportDesk }) {
  const styles = useStyles();
  const { imports } = useMessages();
  const { state } = writing;
  const isWritten =
    state.phase === 'running' && state.progress.done > 0 && state.progress.done === state.progress.total;
  const jobs = [
    { ...choosing, label: imports.reading },
    { ...opening, label: imports.offers.opening },
    { ...comparing, label: imports.comparing },
    { ...writing, label: isWritten ? imports.settling : imports.writing },
  ];
  return jobs.map(({ state: of, label, cancel }) =>
    of.phase === 'running' ? (
      <div key={label} className={styles.bar}>
        <InlineProgress
          label={label}
          progress={of.progress}
          onCancel={label === imports.settling ? undefined : cancel}
        />
      </div>
    ) : of.phase === 'failed' ? (
      <div key={label} className={styles.bar}>
        <FailureBar error={of.failure} />
      </div>
    ) : null,
  );
}

function ChooseFile({ desk }: { readonly desk: ImportDesk }) {
  const { imports } = useMessages();
  return (
    <EmptyState
      icon={<ArrowUploadRegular />}
      title={imports.intro}
      text={imports.introText}
      action={<ChooseFileButton desk={desk} label={imports.chooseFile} primary />}
    />
  );
}

interface ChooseFileButtonProps {
  readonly desk: ImportDesk;
  readonly label: string;
  readonly primary?: boolean;
  readonly size?: 'small' | 'medium';
}

export function ChooseFileButton({ desk, label, primary = false, size = 'medium' }: ChooseFileButtonProps) {
  return (
    <Button
      appearance={primary ? 'primary' : 'secondary'}
      size={size}
      icon={<ArrowUploadRegular />}
      disabled={desk.isBusy}
      onClick={desk.choose}
    >
      {label}
    </Button>
  );
}

function Done({ desk }: { readonly desk: ImportDesk }) {
  const { imports } = useMessages();
  const { go } = useNavigation();
  const styles = useStyles();
  const { applied } = desk;
  if (applied === null) return null;
  const { requestId } = applied;
  return (
    <>
      <div className={styles.bar}>
        <MessageBar intent="success">
          <MessageBarBody>
            <MessageBarTitle>{imports.done(applied.created, applied.changed)}</MessageBarTitle>
          </MessageBarBody>
        </MessageBar>
      </div>
      <EmptyState
        icon={<CheckmarkCircleRegular />}
        title={imports.steps.done}
        text={imports.doneText}
        action={
          <>
            {requestId === null ? null : (
              <Button appearance="primary" onClick={() => go('requests', { requestId })}>
                {imports.openRequest}
              </Button>
            )}
            <ChooseFileButton desk={desk} label={imports.again} />
          </>
        }
      />
    </>
  );
}
