import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { NewHire, type staff } from '#shared/contract/staff.ts';
import { fullName } from '#shared/rules/names.ts';
import { api, CallFailure, call, keys } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { EntityFields } from '../../forms/entity-fields.tsx';
import { type CardForm, entityOf, toForm } from '../../forms/entity-form.ts';
import { useReturnFocus } from '../../grid/return-focus.ts';
import { useCodes } from '../../grid/use-codes.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';

const useStyles = makeStyles({
  surface: { maxWidth: '860px', width: '860px' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { margin: 0 },
  people: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalXS },
});

type Duplicates = z.infer<(typeof staff)['findDuplicates']['output']>['people'];

const PERSON = [
  'lastName',
  'firstName',
  'patronymic',
  'birthDate',
  'sex',
  'snils',
  'citizenshipCode',
  'phone',
  'email',
];
const EMPLOYMENT = [
  'divisionId',
  'postCode',
  'positionType',
  'rate',
  'personnelNumber',
  'contractNumber',
  'contractDate',
  'beginDate',
];

interface HireDialogProps {
  readonly onClose: () => void;
  readonly onHired: (personId: string) => void;
  readonly onOpenPerson: (personId: string) => void;
}

/** A new person with their first employment; people who may be the same are looked for before anything is written. */
export function HireDialog({ onClose, onHired, onOpenPerson }: HireDialogProps) {
  useReturnFocus();
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const client = useQueryClient();
  const codes = useCodes();
  const today = localDayOf(new Date());
  const [duplicates, setDuplicates] = useState<Duplicates>([]);
  const [another, setAnother] = useState(false);
  const form = useForm<CardForm>({ mode: 'onTouched', defaultValues: emptyForm(today, format) });

  const hire = useMutation({
    mutationFn: async (values: CardForm) => {
      const entered = NewHire.parse({
        person: entityOf('person', 'person', values, { today, codes: undefined }),
        employment: entityOf('employment', 'employment', values, { today, codes: undefined }),
      });
      const { snils, lastName, firstName, birthDate } = entered.person;
      const wanted = { snils, lastName, firstName, birthDate };
      const found = await client.fetchQuery({
        queryKey: [keys.staff, 'duplicates', wanted],
        queryFn: () => call(api().staff.findDuplicates(wanted)),
        staleTime: 0,
      });
      setDuplicates(found.people);
      const taken = found.people.some(({ reason }) => reason === 'snils');
      if (taken || (found.people.length > 0 && !another)) return null;
      const { personId } = await trackSaving(call(api().staff.hire(entered)));
      return { personId, name: fullName(entered.person) };
    },
    onSuccess: (hired) => {
      if (hired === null) return;
      notify.done(texts.staff.hireDialog.done(hired.name));
      onHired(hired.personId);
    },
  });
  const submit = form.handleSubmit((values) => hire.mutate(values));
  const words = texts.staff.hireDialog;
  const taken = duplicates.some(({ reason }) => reason === 'snils');
  const fields = { codes, today, disabled: hire.isPending, fresh: true };
  return (
    <Dialog
      open
      onOpenChange={(_event, { open, type }) => {
        // A click beside the dialog must not throw away what has been typed.
        if (!open && type !== 'backdropClick' && !hire.isPending) onClose();
      }}
    >
      <DialogSurface className={styles.surface}>
        <FormProvider {...form}>
          <form noValidate onSubmit={submit}>
            <DialogBody>
              <DialogTitle>{words.title}</DialogTitle>
              <DialogContent className={styles.content}>
                {duplicates.length > 0 && (
                  <MessageBar ref={intoView} intent={taken ? 'error' : 'warning'} layout="multiline" role="alert">
                    <MessageBarBody>
                      <MessageBarTitle>{words.duplicatesTitle}</MessageBarTitle>
                      {taken ? words.snilsTaken : words.duplicatesText}
                      <div className={styles.people}>
                        {duplicates.map(({ personId, name, birthDate, reason }) => (
                          <Button key={personId} size="small" onClick={() => onOpenPerson(personId)}>
                            {`${name}${birthDate === null ? '' : `, ${format.date(birthDate)}`} — ${words.duplicateReason[reason]}`}
                          </Button>
                        ))}
                        {!taken && (
                          <Checkbox
                            label={words.notDuplicate}
                            checked={another}
                            onChange={(_event, { checked }) => setAnother(checked === true)}
                          />
                        )}
                      </div>
                    </MessageBarBody>
                  </MessageBar>
                )}
                <Subtitle2 as="h3" className={styles.title}>
                  {words.person}
                </Subtitle2>
                <EntityFields name="person" kind="person" fields={PERSON} {...fields} />
                <Subtitle2 as="h3" className={styles.title}>
                  {words.employment}
                </Subtitle2>
                <EntityFields name="employment" kind="employment" fields={EMPLOYMENT} {...fields} />
                {hire.error instanceof CallFailure && <FailureBar error={hire.error} />}
              </DialogContent>
              <DialogActions>
                <Button
                  type="submit"
                  appearance="primary"
                  disabled={hire.isPending || (duplicates.length > 0 && !taken && !another)}
                >
                  {words.submit}
                </Button>
                <Button onClick={onClose} disabled={hire.isPending}>
                  {texts.common.cancel}
                </Button>
              </DialogActions>
            </DialogBody>
          </form>
        </FormProvider>
      </DialogSurface>
    </Dialog>
  );
}

/** What stopped the hiring must not stand above the part of the form that is seen. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** Most people are hired today, for a full post, as their main work. */
function emptyForm(today: string, format: ReturnType<typeof useFormat>): CardForm {
  return {
    ...toForm('person', 'person', {}, format),
    ...toForm(
      'employment',
      'employment',
      { beginDate: today, contractDate: today, rate: 100, positionType: '1' },
      format,
    ),
  };
}
