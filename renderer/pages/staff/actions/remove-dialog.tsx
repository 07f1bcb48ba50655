import { Link, makeStyles, mergeClasses, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { CheckmarkCircleRegular, ErrorCircleRegular } from '@fluentui/react-icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { RemovalCheck } from '#shared/contract/staff-removal.ts';
import { api, call, keys } from '../../../app/api.ts';
import { focusOf } from '../../../app/card-focus.ts';
import { useMessages } from '../../../app/i18n.tsx';
import { useNavigation } from '../../../app/navigation.tsx';
import { useNotify } from '../../../app/notify.tsx';
import { trackSaving } from '../../../app/saved-state.ts';
import { FailureBar } from '../../../ui/failure-bar.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { HiddenText } from '../../../ui/hidden-text.tsx';
import { LoadingState } from '../../../ui/states.tsx';

const useStyles = makeStyles({
  title: { ...typographyStyles.body1Strong, margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  check: { display: 'flex', gap: tokens.spacingHorizontalS, padding: `${tokens.spacingVerticalXS} 0` },
  icon: { flexShrink: 0, fontSize: '20px', lineHeight: 1 },
  done: { color: tokens.colorStatusSuccessForeground1 },
  open: { color: tokens.colorStatusDangerForeground1 },
  links: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalXS },
});

interface RemoveDialogProps {
  readonly personId: string;
  readonly onClose: () => void;
}

/** Deletes a card once everything that it takes is settled; what is not leads to where it is mended. */
export function RemoveDialog({ personId, onClose }: RemoveDialogProps) {
  const styles = useStyles();
  const words = useMessages().actions.removeDialog;
  const notify = useNotify();
  const { go } = useNavigation();
  const id = useId();
  const asked = useQuery({
    queryKey: [keys.staff, 'removal', personId],
    queryFn: () => call(api().staff.removalChecks({ personId })),
  });
  const name = asked.data?.name ?? '';
  const checks = asked.data?.checks ?? [];
  const remove = useMutation({
    mutationFn: () => trackSaving(call(api().staff.removeCard({ personId }))),
    onSuccess: () => {
      notify.done(words.done(name));
      onClose();
      // The card is no longer there.
      go('staff', {});
    },
  });
  return (
    <FormDialog
      title={words.title(name)}
      submit={words.submit}
      busy={remove.isPending}
      disabled={asked.data === undefined || checks.some(({ open }) => open.length > 0)}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <Text>{words.text}</Text>
      {asked.isPending && <LoadingState />}
      {asked.data !== undefined && (
        <section aria-labelledby={id}>
          <h3 id={id} className={styles.title}>
            {words.checks}
          </h3>
          <ul className={styles.list}>
            {checks.map((check) => (
              <Check key={check.kind} personId={personId} check={check} onLeave={onClose} />
            ))}
          </ul>
        </section>
      )}
      {asked.error !== null && <FailureBar error={asked.error} />}
      {remove.error !== null && <FailureBar error={remove.error} />}
    </FormDialog>
  );
}

interface CheckProps {
  readonly personId: string;
  readonly check: RemovalCheck;
  readonly onLeave: () => void;
}

function Check({ personId, check: { kind, open }, onLeave }: CheckProps) {
  const styles = useStyles();
  const { actions } = useMessages();
  const words = actions.removeDialog;
  const mend = useMend(personId);
  const name = useOpenName();
  const done = open.length === 0;
  return (
    <li className={styles.check}>
      {done ? (
        <CheckmarkCircleRegular className={mergeClasses(styles.icon, styles.done)} />
      ) : (
        <ErrorCircleRegular className={mergeClasses(styles.icon, styles.open)} />
      )}
      <div className={styles.links}>
        <Text>
          {words.check[kind]} <HiddenText>{done ? words.settled : words.unsettled}</HiddenText>
        </Text>
        {open.map((one) => (
          <Link
            key={`${one.id} ${one.name}`}
            as="button"
            type="button"
            onClick={() => {
              onLeave();
              mend(kind, one);
            }}
          >
            {words.go(name(kind, one))}
          </Link>
        ))}
      </div>
    </li>
  );
}

type Open = RemovalCheck['open'][number];

/** Where each thing is mended. */
function useMend(personId: string): (kind: RemovalCheck['kind'], one: Open) => void {
  const { go } = useNavigation();
  return (kind, { id, name }) => {
    const focus = kind === 'unsaved' || kind === 'conflict' ? focusOf(name, id) : focusOf('employment.endDate', id);
    if (kind === 'request') go('requests', { requestId: id });
    else if (kind === 'head') go('divisions', { divisionId: id });
    else if (kind === 'chief') go('organisation');
    else go('staff', { filter: { employed: 'all' }, personId, ...(focus === undefined ? {} : { focus }) });
  };
}

function useOpenName(): (kind: RemovalCheck['kind'], one: Open) => string {
  const { actions, fields } = useMessages();
  const labels: Readonly<Record<string, string>> = fields;
  return (kind, { name, task }) => {
    if (task !== null) return actions.dismissDialog.task[task](name);
    if (kind === 'request') return actions.removeDialog.request(name);
    return labels[name] ?? name;
  };
}
