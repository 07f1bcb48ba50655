import { makeStyles, Text, ToolbarButton, tokens } from '@fluentui/react-components';
import {
  ArrowHookUpLeftRegular,
  ArrowUndoRegular,
  EditRegular,
  MailRegular,
  SendRegular,
  SignatureRegular,
} from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RequestView } from '#shared/contract/changes.ts';
import { mayBecome } from '#shared/domain/states.ts';
import { api, call } from '../../app/api.ts';
import { useCommand } from '../../app/commands.tsx';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { useSession } from '../../app/session.tsx';
import { NoticeDialog } from '../../notices/notice-dialog.tsx';
import { useMayNotify } from '../../notices/use-may-notify.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { CommandBar } from '../../ui/page.tsx';
import { mayDecide, mayEdit } from './request-rights.ts';
import { SignDialog } from './sign-dialog.tsx';

const useStyles = makeStyles({
  root: { paddingTop: tokens.spacingVerticalS, flexShrink: 0, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  why: { color: tokens.colorNeutralForeground3, padding: `0 ${tokens.spacingHorizontalS}` },
  failure: { padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}` },
});

interface RequestCommandsProps {
  readonly view: RequestView;
  readonly onReturn: () => void;
  readonly onGone: () => void;
}

/** The verbs that the role and the state allow; where there are none, why. */
export function RequestCommands({ view, onReturn, onGone }: RequestCommandsProps) {
  const styles = useStyles();
  const { notices, requests } = useMessages();
  const notify = useNotify();
  const { user } = useSession();
  const { summary } = view;
  const { id: requestId, number, state } = summary;
  const [dialog, setDialog] = useState<'withdraw' | 'sign' | 'notify' | null>(null);
  const submit = useMutation({
    mutationFn: () => call(api().changes.submit({ requestId })),
    onSuccess: () => notify.done(requests.submitted(number)),
  });
  const reopen = useMutation({
    mutationFn: () => call(api().changes.reopen({ requestId })),
    onSuccess: () => notify.done(requests.reopened(number)),
  });
  const withdraw = useMutation({
    mutationFn: () => call(api().changes.withdraw({ requestId })),
    onSuccess: () => {
      setDialog(null);
      notify.done(requests.withdrawn(number));
      onGone();
    },
  });
  const busy = submit.isPending || reopen.isPending || withdraw.isPending;
  const edits = mayEdit(user, summary);
  const decides = mayDecide(user, summary);
  const may = {
    submit: edits && state === 'draft' && summary.fields > 0,
    reopen: edits && state !== 'draft' && mayBecome(state, 'draft'),
    withdraw: edits && mayBecome(state, 'withdrawn'),
  };
  const failure = submit.error ?? reopen.error;
  const idle = !decides && !may.submit && !may.reopen && !may.withdraw;
  const why = idle ? whyNothing(user, summary, requests.readOnly) : null;
  useCommand('requests.approve', decides ? () => setDialog('sign') : null);
  useCommand('requests.return', decides ? onReturn : null);
  useCommand('requests.submit', may.submit && !busy ? () => submit.mutate() : null);
  useCommand('requests.reopen', may.reopen && !busy ? () => reopen.mutate() : null);
  useCommand('requests.withdraw', may.withdraw && !busy ? () => setDialog('withdraw') : null);
  const mayNotify = useMayNotify() && summary.people > 0;
  if (idle && why === null && !mayNotify) return null;
  return (
    <div className={styles.root}>
      <CommandBar label={requests.commands(number)}>
        {decides && (
          <>
            <ToolbarButton appearance="primary" icon={<SignatureRegular />} onClick={() => setDialog('sign')}>
              {requests.approve(view.subjects.length)}
            </ToolbarButton>
            <ToolbarButton icon={<ArrowHookUpLeftRegular />} onClick={onReturn}>
              {requests.returnAll}
            </ToolbarButton>
          </>
        )}
        {may.submit && (
          <ToolbarButton appearance="primary" icon={<SendRegular />} disabled={busy} onClick={() => submit.mutate()}>
            {requests.submit}
          </ToolbarButton>
        )}
        {may.reopen && (
          <ToolbarButton icon={<EditRegular />} disabled={busy} onClick={() => reopen.mutate()}>
            {requests.reopen}
          </ToolbarButton>
        )}
        {may.withdraw && (
          <ToolbarButton icon={<ArrowUndoRegular />} disabled={busy} onClick={() => setDialog('withdraw')}>
            {requests.withdraw}
          </ToolbarButton>
        )}
        {mayNotify && (
          <ToolbarButton icon={<MailRegular />} onClick={() => setDialog('notify')}>
            {notices.command}
          </ToolbarButton>
        )}
        {why !== null && (
          <Text size={200} className={styles.why}>
            {why}
          </Text>
        )}
      </CommandBar>
      {failure !== null && (
        <div className={styles.failure}>
          <FailureBar error={failure} />
        </div>
      )}
      <ConfirmDialog
        open={dialog === 'withdraw'}
        title={requests.withdrawTitle(number)}
        confirm={requests.withdrawConfirm}
        busy={withdraw.isPending}
        onConfirm={() => withdraw.mutate()}
        onCancel={() => setDialog(null)}
      >
        <p>{requests.withdrawText(summary.people, summary.fields)}</p>
        {withdraw.error !== null && <FailureBar error={withdraw.error} />}
      </ConfirmDialog>
      {dialog === 'notify' && (
        <NoticeDialog
          concerned={{ of: 'request', requestId }}
          template="changed"
          about={notices.request(number)}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'sign' && <SignDialog request={summary} onClose={() => setDialog(null)} />}
    </div>
  );
}

type Reasons = Readonly<Record<'viewer' | 'unconfirmed' | 'approverDraft' | 'ownRequest' | 'notAuthor', string>>;

function whyNothing(
  user: { readonly role: string; readonly userId: string; readonly confirmed: boolean },
  { state, authorId }: RequestView['summary'],
  reasons: Reasons,
): string | null {
  if (!user.confirmed) return reasons.unconfirmed;
  if (user.role === 'editor') return user.userId === authorId ? null : reasons.notAuthor;
  if (user.role !== 'approver') return reasons.viewer;
  if (user.userId === authorId) return reasons.ownRequest;
  return state === 'draft' || state === 'returned' ? reasons.approverDraft : null;
}
