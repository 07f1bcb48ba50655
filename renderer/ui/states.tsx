import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular, CopyRegular, DocumentSearchRegular, ErrorCircleRegular } from '@fluentui/react-icons';
import type { ReactElement, ReactNode } from 'react';
import { describeFailure } from '#shared/text/translate.ts';
import { failureOf } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    // Where there is no room for all of it, it begins below what stands above it.
    justifyContent: 'safe center',
    textAlign: 'center',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingVerticalXXL,
    flexGrow: 1,
    minHeight: 0,
  },
  icon: { fontSize: '32px', color: tokens.colorNeutralForeground3 },
  errorIcon: { fontSize: '32px', color: tokens.colorStatusDangerForeground1 },
  text: { maxWidth: '56ch', color: tokens.colorNeutralForeground2 },
  small: { color: tokens.colorNeutralForeground3 },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap', justifyContent: 'center' },
});

interface EmptyStateProps {
  readonly title: string;
  readonly text?: string;
  readonly icon?: ReactElement;
  /** What to do now: usually one button. */
  readonly action?: ReactNode;
}

/** Nothing here at first use, with the next step. */
export function EmptyState({ title, text, icon, action }: EmptyStateProps) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <span className={styles.icon} aria-hidden>
        {icon ?? <DocumentSearchRegular />}
      </span>
      <Text weight="semibold" size={400}>
        {title}
      </Text>
      {text === undefined ? null : (
        <Text className={styles.text} align="center">
          {text}
        </Text>
      )}
      {action === undefined ? null : <div className={styles.actions}>{action}</div>}
    </div>
  );
}

/** A filter that matches nothing. */
export function NothingFound({ onClear }: { readonly onClear: () => void }) {
  const { common } = useMessages();
  return (
    <EmptyState
      title={common.nothingFoundTitle}
      text={common.nothingFoundText}
      action={<Button onClick={onClear}>{common.clearFilter}</Button>}
    />
  );
}

interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** Something that could not be read: what happened, what to do, code and reference, another try. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const styles = useStyles();
  const texts = useMessages();
  const failure = failureOf(error);
  const { title, advice, code } = describeFailure(texts, failure);
  const details = `${texts.common.errorCode(code)} · ${texts.common.correlation(failure.correlationId)}`;
  return (
    <div className={styles.root} role="alert">
      <ErrorCircleRegular className={styles.errorIcon} aria-hidden />
      <Text weight="semibold" size={400}>
        {title}
      </Text>
      <Text className={styles.text} align="center">
        {advice}
      </Text>
      <Text size={200} className={styles.small}>
        {details}
      </Text>
      <div className={styles.actions}>
        {onRetry === undefined ? null : (
          <Button appearance="primary" icon={<ArrowClockwiseRegular />} onClick={onRetry}>
            {texts.common.retry}
          </Button>
        )}
        <Button icon={<CopyRegular />} onClick={() => void navigator.clipboard.writeText(`${title}. ${details}`)}>
          {texts.common.copyErrorDetails}
        </Button>
      </div>
    </div>
  );
}

/** Shown where a list will be; a screen reader hears it once. */
export function LoadingState({ label }: { readonly label?: string }) {
  const styles = useStyles();
  const { common } = useMessages();
  return (
    <div className={styles.root} aria-busy>
      {/* Named from the start: the visible label waits with the spinner. */}
      <Spinner size="small" label={label ?? common.loading} aria-label={label ?? common.loading} delay={200} />
    </div>
  );
}
