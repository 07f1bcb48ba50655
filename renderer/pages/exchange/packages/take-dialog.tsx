import { Text } from '@fluentui/react-components';
import { useEffect, useEffectEvent, useState } from 'react';
import type { CallOptions } from '#shared/contract/index.ts';
import type { PackageHead, PackagePreview } from '#shared/contract/packages.ts';
import { api } from '../../../app/api.ts';
import { useFormat, useMessages } from '../../../app/i18n.tsx';
import { useJob } from '../../../app/jobs.ts';
import { useNotify } from '../../../app/notify.tsx';
import { trackSaving } from '../../../app/saved-state.ts';
import { FailureBar } from '../../../ui/failure-bar.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { InlineProgress } from '../../../ui/progress.tsx';
import { changesAnything, PackageContents } from './package-contents.tsx';
import { PassphraseField } from './passphrase-field.tsx';

const open = (input: { fileId: string; passphrase: string }, options: CallOptions) =>
  api().packages.preview(input, options);
const take = (input: { fileId: string }, options: CallOptions) => trackSaving(api().packages.take(input, options));

interface TakeDialogProps {
  readonly head: PackageHead;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}

/** First the passphrase, then what will happen, then one button: nothing is written before it. */
export function TakeDialog({ head, onTaken, onClose }: TakeDialogProps) {
  const { packages } = useMessages();
  const format = useFormat();
  const words = packages.taking;
  const notify = useNotify();
  const opening = useJob(open);
  const taking = useJob(take);
  const [passphrase, setPassphrase] = useState('');
  const { fileId } = head;
  const preview = opening.state.phase === 'done' ? opening.state.value : null;
  const taken = taking.state.phase === 'done' ? taking.state.value : undefined;
  const tell = useEffectEvent((result: PackagePreview) => {
    notify.done(words.done, summaryOf(result, words));
    onTaken();
    onClose();
  });
  useEffect(() => {
    if (taken !== undefined) tell(taken);
  }, [taken]);
  const busy = opening.state.phase === 'running' || taking.state.phase === 'running';
  const submit = preview === null ? words.open : changesAnything(preview) ? words.submit : null;
  return (
    <FormDialog
      title={words.title}
      submit={submit}
      busy={busy}
      disabled={passphrase.trim() === ''}
      wide={preview !== null}
      onSubmit={() => (preview === null ? opening.start({ fileId, passphrase }) : taking.start({ fileId }))}
      onClose={onClose}
    >
      <Text>{words.head(packages.kinds[head.kind], format.moment(head.madeAt))}</Text>
      <Text>
        {words.file}: {head.fileName}
      </Text>
      {preview === null ? (
        <PassphraseField value={passphrase} onChange={setPassphrase} readOnly={busy} autoFocus />
      ) : (
        <PackageContents preview={preview} />
      )}
      {opening.state.phase === 'running' && (
        <InlineProgress label={words.opening} progress={opening.state.progress} onCancel={opening.cancel} />
      )}
      {taking.state.phase === 'running' && (
        <InlineProgress label={words.working} progress={taking.state.progress} onCancel={taking.cancel} />
      )}
      {opening.state.phase === 'failed' && <FailureBar error={opening.state.failure} />}
      {taking.state.phase === 'failed' && <FailureBar error={taking.state.failure} />}
    </FormDialog>
  );
}

type Words = ReturnType<typeof useMessages>['packages']['taking'];

function summaryOf({ requests, messages, bulletins, records, filesRefused }: PackagePreview, words: Words): string {
  const fresh = requests.filter(({ outcome }) => outcome === 'new').length;
  const moved = requests.filter(({ outcome }) => outcome === 'moves').length;
  return [
    fresh + moved > 0 && words.doneRequests(fresh, moved),
    messages.new > 0 && words.messages(messages.new, messages.known),
    bulletins.new > 0 && words.bulletins(bulletins.new, bulletins.known, bulletins.refused),
    records.new + records.changed > 0 && words.records(records.new, records.changed, records.known),
    filesRefused > 0 && words.filesRefused(filesRefused),
  ]
    .filter((part) => part !== false)
    .join(' ');
}
