import {
  Button,
  Checkbox,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { CallOptions } from '#shared/contract/index.ts';
import type { PackageKind } from '#shared/contract/packages.ts';
import { api, call } from '../../../app/api.ts';
import { useMessages } from '../../../app/i18n.tsx';
import { useJob } from '../../../app/jobs.ts';
import { useNotify } from '../../../app/notify.tsx';
import { FailureBar } from '../../../ui/failure-bar.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { InlineProgress } from '../../../ui/progress.tsx';
import { PassphraseField } from './passphrase-field.tsx';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

type Writing = Parameters<ReturnType<typeof api>['packages']['write']>[0];
const run = (input: Writing, options: CallOptions) => api().packages.write(input, options);

interface WriteDialogProps {
  readonly kind: PackageKind;
  readonly onWritten: () => void;
  readonly onClose: () => void;
}

/** What goes into a package, how it is protected, and perhaps by whom it is signed; then where to. */
export function WriteDialog({ kind, onWritten, onClose }: WriteDialogProps) {
  const styles = useStyles();
  const { packages, requests } = useMessages();
  const words = packages.writing;
  const notify = useNotify();
  const job = useJob(run);
  const [passphrase, setPassphrase] = useState('');
  const [signs, setSigns] = useState(false);
  const [container, setContainer] = useState<{ containerId: string; fileName: string } | null>(null);
  const [password, setPassword] = useState('');
  const invent = useMutation({
    mutationFn: () => call(api().packages.newPassphrase({})),
    onSuccess: (made) => setPassphrase(made.passphrase),
  });
  const choose = useMutation({
    mutationFn: () => call(api().packages.chooseContainer({})),
    onSuccess: (chosen) => chosen !== null && setContainer(chosen),
  });
  const { state } = job;
  const busy = state.phase === 'running';
  const written = state.phase === 'done' ? state.value : undefined;
  const tell = useEffectEvent((fileName: string) => {
    notify.done(words.done(kind, fileName), words.doneHint);
    onWritten();
    onClose();
  });
  useEffect(() => {
    if (written != null) tell(written.fileName);
  }, [written]);
  const onSubmit = (): void => {
    const signing = signs && container !== null ? { containerId: container.containerId, password } : null;
    job.start({ kind, passphrase, signing });
  };
  return (
    <FormDialog
      title={words.title[kind]}
      submit={words.submit}
      busy={busy}
      disabled={passphrase.trim() === '' || (signs && (container === null || password === ''))}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Text>{words.what[kind]}</Text>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{words.protection}</MessageBarBody>
      </MessageBar>
      <PassphraseField
        value={passphrase}
        onChange={setPassphrase}
        hint={words.hint}
        readOnly={busy}
        shownAtFirst
        autoFocus
      >
        <Button appearance="transparent" size="small" disabledFocusable={busy} onClick={() => invent.mutate()}>
          {packages.invent}
        </Button>
      </PassphraseField>
      <Checkbox label={words.sign} checked={signs} onChange={(_event, { checked }) => setSigns(checked === true)} />
      {signs && (
        <>
          <Text>{words.signHint}</Text>
          <div className={styles.row}>
            <Button disabledFocusable={busy} onClick={() => choose.mutate()}>
              {requests.sign.chooseFile}
            </Button>
            <Text>{container === null ? requests.sign.noFile : requests.sign.file(container.fileName)}</Text>
          </div>
          <Field label={requests.sign.password} required>
            <Input
              type="password"
              autoComplete="off"
              value={password}
              disabled={container === null}
              readOnly={busy}
              onChange={(_event, { value }) => setPassword(value)}
            />
          </Field>
        </>
      )}
      {state.phase === 'running' && (
        <InlineProgress label={words.working} progress={state.progress} onCancel={job.cancel} />
      )}
      {state.phase === 'failed' && <FailureBar error={state.failure} />}
      {invent.error !== null && <FailureBar error={invent.error} />}
      {choose.error !== null && <FailureBar error={choose.error} />}
    </FormDialog>
  );
}
