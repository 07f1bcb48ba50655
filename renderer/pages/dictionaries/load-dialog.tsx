import { Button, Dropdown, Field, Input, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ColumnMapping, DictionaryPreview, DictionaryVersion } from '#shared/contract/dictionaries.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { api, call } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { AffectedRecords } from './affected-records.tsx';
import { MappingFields } from './mapping-fields.tsx';
import { PreviewFacts } from './preview-facts.tsx';

const useStyles = makeStyles({
  fields: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  dictionary: { flexGrow: 1, flexBasis: '320px', minWidth: 0 },
  version: { width: '160px' },
  input: { minWidth: 0, width: '100%' },
  records: { display: 'flex', maxHeight: '240px', minHeight: 0 },
});

interface LoadDialogProps {
  readonly first: DictionaryPreview;
  readonly known: readonly DictionaryVersion[];
  /** With the OID of what was loaded; ends when it is shown. */
  readonly onLoaded: (oid: string) => Promise<void>;
  readonly onClose: () => void;
}

/** What loading would change, and whom; nothing is written before «Загрузить». */
export function LoadDialog({ first, known, onLoaded, onClose }: LoadDialogProps) {
  const styles = useStyles();
  const texts = useMessages();
  const words = texts.dictionaries.preview;
  const notify = useNotify();
  const { previewId } = first;
  const [oid, setOid] = useState(first.oid);
  const [mapping, setMapping] = useState(first.mapping);
  const [version, setVersion] = useState(first.version ?? '');
  const asked = { previewId, oid, mapping };
  const query = useQuery({
    queryKey: ['dictionary-preview', asked],
    queryFn: () => call(api().dictionaries.preview(asked)),
    placeholderData: keepPreviousData,
    initialData: oid === first.oid && mapping === first.mapping ? first : undefined,
    gcTime: 0,
  });
  const preview = query.data ?? first;
  const { names } = texts.dictionaries;
  const wanted = (Object.keys(names) as (keyof typeof names)[]).map((key) => [DICTIONARY[key], names[key]] as const);
  const nameOf = (of: string) =>
    known.find((each) => each.oid === of)?.name ??
    wanted.find(([each]) => each === of)?.[1] ??
    first.name ??
    words.otherDictionary(of);
  const load = useMutation({
    mutationFn: async () => {
      if (oid === null) return;
      const { version: loaded } = await call(api().dictionaries.load({ previewId, oid, version, mapping }));
      notify.done(words.done(loaded.name, loaded.version, loaded.rows));
      await onLoaded(loaded.oid);
    },
  });
  const oids = [
    ...new Set([
      ...known.map((each) => each.oid),
      ...wanted.map(([each]) => each as string),
      ...(first.oid === null ? [] : [first.oid]),
    ]),
  ];
  const ready = oid !== null && version.trim() !== '' && preview.rows > 0 && !query.isFetching;
  return (
    <FormDialog
      title={words.title}
      submit={words.submit}
      busy={load.isPending}
      disabled={!ready}
      wide
      onSubmit={() => load.mutate()}
      onClose={onClose}
    >
      {first.fileName === null ? (
        <Text>{words.fromRegistry(first.oid === null ? '' : nameOf(first.oid), version)}</Text>
      ) : (
        <>
          <Text>
            {words.file}: {first.fileName}
          </Text>
          <div className={styles.fields}>
            <Field label={words.dictionary} required className={styles.dictionary}>
              <Dropdown
                className={styles.input}
                placeholder={words.chooseDictionary}
                value={oid === null ? '' : nameOf(oid)}
                selectedOptions={oid === null ? [] : [oid]}
                onOptionSelect={(_event, { optionValue }) => setOid(optionValue ?? null)}
              >
                {oids.map((each) => (
                  <Option key={each} value={each} text={nameOf(each)}>
                    {nameOf(each)}
                  </Option>
                ))}
              </Dropdown>
            </Field>
            <Field label={words.version} required className={styles.version}>
              <Input
                className={styles.input}
                value={version}
                maxLength={50}
                placeholder={words.versionHint}
                onChange={(_event, { value }) => setVersion(value)}
              />
            </Field>
          </div>
          <MappingFields columns={first.columns} mapping={mapping} onChange={setMapping} />
        </>
      )}
      {query.error !== null ? (
        <FailureBar error={query.error} />
      ) : (
        <PreviewFacts preview={preview} version={version.trim()}>
          {oid !== null && <AffectedByPreview asked={{ ...asked, oid }} />}
        </PreviewFacts>
      )}
      {load.error !== null && <FailureBar error={load.error} />}
    </FormDialog>
  );
}

interface AffectedByPreviewProps {
  readonly asked: { readonly previewId: string; readonly oid: string; readonly mapping: ColumnMapping };
}

/** The records behind the counts, on demand. */
function AffectedByPreview({ asked }: AffectedByPreviewProps) {
  const styles = useStyles();
  const words = useMessages().dictionaries.preview;
  const [shown, setShown] = useState(false);
  return (
    <>
      <div>
        <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? words.hideRecords : words.showRecords}
        </Button>
      </div>
      {shown && (
        <>
          <Text size={200}>{words.leaveNote}</Text>
          <div className={styles.records}>
            <AffectedRecords
              queryKey={['dictionary-preview', 'records', asked]}
              read={(page) => call(api().dictionaries.previewRecords({ ...asked, ...page }))}
            />
          </div>
        </>
      )}
    </>
  );
}
