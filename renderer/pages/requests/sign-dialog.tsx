import { Button, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RequestSummary } from '#shared/contract/changes.ts';
import { api, call, failureOf } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { CertificateFacts } from './certificate-facts.tsx';
import { Facts } from './facts.tsx';

const useStyles = makeStyles({
  digest: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  document: {
    flexShrink: 0,
    maxHeight: '220px',
    overflow: 'auto',
    padding: tokens.spacingHorizontalS,
    fontFamily: tokens.fontFamilyMonospace,
    backgroundColor: tokens.colorNeutralBackground3,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

interface SignDialogProps {
  readonly request: RequestSummary;
  readonly onClose: () => void;
}

/**
 * What is signed, in words and to the byte; with which certificate; one button. First it shows the certificate, then it
 * signs: nobody signs with a certificate they have not seen.
 */
export function SignDialog({ request, onClose }: SignDialogProps) {
  const styles = useStyles();
  const { requests } = useMessages();
  const notify = useNotify();
  const words = requests.sign;
  const [documentShown, setDocumentShown] = useState(false);
  const [password, setPassword] = useState('');
  // Asked when the dialog opens and, being in no area of `keys`, never again behind the back of who reads it.
  const view = useQuery({
    queryKey: ['signing', request.id],
    queryFn: () => call(api().changes.signingView({ requestId: request.id })),
    gcTime: 0,
  });
  const [container, setContainer] = useState<{ containerId: string; fileName: string } | null>(null);
  const choose = useMutation({
    mutationFn: () => call(api().changes.chooseContainer({})),
    onSuccess: (chosen) => {
      if (chosen === null) return;
      setContainer(chosen);
      inspect.reset();
      approve.reset();
    },
  });
  const inspect = useMutation({
    mutationFn: (containerId: string) => call(api().changes.inspectContainer({ containerId, password })),
  });
  const certificate = inspect.data ?? null;
  const approve = useMutation({
    mutationFn: (input: { containerId: string; digest: string }) =>
      trackSaving(call(api().changes.approve({ ...input, password, requestId: request.id }))),
    onSuccess: () => {
      notify.done(words.done(request.number));
      onClose();
    },
  });
  const busy = choose.isPending || inspect.isPending || approve.isPending;
  const outdated = approve.error !== null && failureOf(approve.error).code === 'KD-3006';
  const onSubmit = (): void => {
    if (container === null || view.data === undefined) return;
    if (certificate === null) inspect.mutate(container.containerId);
    else approve.mutate({ containerId: container.containerId, digest: view.data.digest });
  };

  return (
    <FormDialog
      title={words.title(request.number)}
      submit={certificate === null ? words.inspect : words.submit}
      busy={busy}
      disabled={outdated || container === null || password === '' || view.data === undefined}
      wide
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {view.error !== null && <FailureBar error={view.error} />}
      {view.isPending && <LoadingState />}
      {view.data !== undefined && (
        <>
          <Text>{words.what(view.data.people, view.data.fields, request.author)}</Text>
          <Facts
            facts={[
              [
                requests.digest,
                <span key="digest" className={styles.digest}>
                  {view.data.digest}
                </span>,
              ],
            ]}
          />
          <div>
            <Button size="small" aria-expanded={documentShown} onClick={() => setDocumentShown(!documentShown)}>
              {documentShown ? words.hideDocument : words.showDocument}
            </Button>
          </div>
          {documentShown && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys
            <section className={styles.document} tabIndex={0} aria-label={words.document}>
              {view.data.canonical}
            </section>
          )}
          <div className={styles.row}>
            <Button disabledFocusable={busy} onClick={() => choose.mutate()}>
              {words.chooseFile}
            </Button>
            <Text>{container === null ? words.noFile : words.file(container.fileName)}</Text>
          </div>
          {choose.error !== null && <FailureBar error={choose.error} />}
          <Field label={words.password} required>
            <Input
              type="password"
              autoComplete="off"
              value={password}
              disabled={container === null}
              readOnly={approve.isPending}
              onChange={(_event, { value }) => {
                setPassword(value);
                inspect.reset();
                approve.reset();
              }}
            />
          </Field>
          {inspect.error !== null && <FailureBar error={inspect.error} />}
          {certificate !== null && <CertificateFacts certificate={certificate} />}
          {approve.error !== null && (
            <FailureBar
              error={approve.error}
              actions={outdated ? <Button onClick={onClose}>{words.openAgain}</Button> : undefined}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}
