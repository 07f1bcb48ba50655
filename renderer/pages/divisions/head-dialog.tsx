import { Field, makeStyles, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import { fieldLabel } from '#shared/text/translate.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { BulkDialog } from '../../bulk/bulk-dialog.tsx';
import { useBulk } from '../../bulk/use-bulk.ts';
import { PersonPicker } from '../../forms/person-picker.tsx';
import type { Codes } from '../../grid/use-codes.ts';

const useStyles = makeStyles({ picker: { width: '100%', minWidth: 0 } });

interface HeadDialogProps {
  readonly divisionIds: readonly string[];
  readonly codes: Codes;
  readonly onClose: () => void;
}

/** One responsible person for many divisions, or none of their own. */
export function HeadDialog({ divisionIds, codes, onClose }: HeadDialogProps) {
  const styles = useStyles();
  const texts = useMessages();
  const words = texts.bulk.headDialog;
  const notify = useNotify();
  const [personId, setPersonId] = useState<string | null>(null);
  const [clear, setClear] = useState(false);
  const [missing, setMissing] = useState(false);
  const bulk = useBulk(({ changed }) => {
    notify.done(words.done(changed));
    onClose();
  });
  const look = (): void => {
    setMissing(!clear && personId === null);
    if (clear || personId !== null) {
      bulk.look({ action: 'head', divisionIds: [...divisionIds], personId: clear ? null : personId });
    }
  };
  return (
    <BulkDialog
      title={words.title(divisionIds.length)}
      text={words.text}
      bulk={bulk}
      of="division"
      codes={codes}
      submit={words.submit}
      onLook={look}
      onClose={onClose}
    >
      <Switch
        label={words.clear}
        checked={clear}
        onChange={(_event, { checked }) => {
          setClear(checked);
          bulk.forget();
        }}
      />
      {!clear && (
        <Field
          label={fieldLabel(texts, 'division.headPersonId')}
          required
          {...(missing ? { validationMessage: words.required, validationState: 'error' as const } : {})}
        >
          {(control) => (
            <PersonPicker
              {...control}
              className={styles.picker}
              value={personId}
              onChange={(id) => {
                setPersonId(id);
                setMissing(false);
                bulk.forget();
              }}
              onBlur={() => undefined}
              disabled={bulk.running !== null}
            />
          )}
        </Field>
      )}
    </BulkDialog>
  );
}
