import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { NewHire } from '#shared/contract/staff.ts';
import type { HireDraft } from '#shared/contract/staff-hiring.ts';
import { fullName } from '#shared/rules/names.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { api, call, keys } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { EntityFields } from '../../forms/entity-fields.tsx';
import { type CardForm, entityOf, formName, toForm } from '../../forms/entity-form.ts';
import { useCodes } from '../../grid/use-codes.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useHireKeeping, useKeptHire } from './hire-draft.ts';
import { type Duplicates, HireDuplicates, isTaken } from './hire-duplicates.tsx';
import { HIRE_STEPS, missingIn } from './hire-steps.ts';

const useStyles = makeStyles({
  steps: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalL,
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  step: { color: tokens.colorNeutralForeground3 },
  current: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
  missing: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface HireDialogProps {
  readonly onClose: () => void;
  readonly onHired: (personId: string) => void;
  readonly onOpenPerson: (personId: string) => void;
  readonly onHireAgain: (personId: string) => void;
}

/** Hires step by step: who it is, looked for among those known, then the rest. What was typed outlives the program. */
export function HireDialog(props: HireDialogProps) {
  const kept = useKeptHire();
  // A hiring that cannot be read back does not stand in the way of a new one.
  return kept.isPending ? null : <HireWizard {...props} before={kept.data ?? null} unread={kept.error} />;
}

interface HireWizardProps extends HireDialogProps {
  readonly before: HireDraft | null;
  readonly unread: Error | null;
}

function HireWizard({ before: given, unread, onClose, onHired, onOpenPerson, onHireAgain }: HireWizardProps) {
  const styles = useStyles();
  const texts = useMessages();
  const words = texts.staff.hireDialog;
  const format = useFormat();
  const notify = useNotify();
  const client = useQueryClient();
  const codes = useCodes();
  const today = localDayOf(new Date());
  const [before] = useState(given);
  const [step, setStep] = useState(before?.step ?? 0);
  const [resumed, setResumed] = useState(before !== null);
  const [duplicates, setDuplicates] = useState<Duplicates>([]);
  const [another, setAnother] = useState(false);
  const form = useForm<CardForm>({ mode: 'onTouched', defaultValues: before?.form ?? emptyForm(today, format) });
  const { flush, discard } = useHireKeeping(form, step);
  const body = useRef<HTMLDivElement>(null);
  const current = HIRE_STEPS[step] ?? HIRE_STEPS[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: every step begins in its first field
  useEffect(() => {
    body.current?.querySelector<HTMLElement>('input')?.focus();
  }, [step]);

  const look = useMutation({
    mutationFn: () => {
      const { snils, lastName, firstName, birthDate } = personOf(form.getValues(), today);
      const wanted = { snils, lastName, firstName, birthDate };
      return client.fetchQuery({
        queryKey: [keys.staff, 'duplicates', wanted],
        queryFn: () => call(api().staff.findDuplicates(wanted)),
        staleTime: 0,
      });
    },
    onSuccess: ({ people }) => {
      setDuplicates(people);
      if (!isTaken(people) && (people.length === 0 || another)) setStep(1);
    },
  });
  const hire = useMutation({
    mutationFn: async () => {
      await flush();
      const values = form.getValues();
      const employment = entityOf('employment', 'employment', values, { today, codes: undefined });
      const entered = NewHire.parse({ person: personOf(values, today), employment });
      const { personId } = await trackSaving(call(api().staff.hire(entered)));
      return { personId, name: fullName(entered.person) };
    },
    onSuccess: ({ personId, name }) => {
      // Also what was typed while the answer was on its way.
      void discard();
      notify.done(words.done(name));
      onHired(personId);
    },
  });
  const anew = useMutation({
    mutationFn: discard,
    onSuccess: () => {
      form.reset(emptyForm(today, format));
      setDuplicates([]);
      setResumed(false);
      setStep(0);
    },
  });
  const last = step === HIRE_STEPS.length - 1;
  const next = async (): Promise<void> => {
    setResumed(false);
    if (last) {
      hire.mutate();
      return;
    }
    const names = current?.fields.map((field) => formName(current.kind, field)) ?? [];
    if (!(await form.trigger(names))) return;
    if (step === 0) look.mutate();
    else setStep(step + 1);
  };
  const missing = last ? missingIn(form.getValues()) : [];
  const busy = hire.isPending || look.isPending;
  return (
    <FormProvider {...form}>
      <FormDialog
        title={words.title}
        submit={last ? words.submit : words.next}
        wide
        busy={busy}
        onSubmit={() => void next()}
        onClose={onClose}
        actions={
          step > 0 && (
            <Button disabledFocusable={busy} onClick={() => setStep(step - 1)}>
              {words.back}
            </Button>
          )
        }
      >
        <ol className={styles.steps}>
          {HIRE_STEPS.map(({ key }, index) => (
            <li
              key={key}
              className={mergeClasses(styles.step, index === step && styles.current)}
              aria-current={index === step ? 'step' : undefined}
            >
              {words.stepOf(index + 1, words.steps[key])}
            </li>
          ))}
        </ol>
        {resumed && (
          <MessageBar>
            <MessageBarBody>{words.kept}</MessageBarBody>
            <MessageBarActions>
              <Button disabledFocusable={anew.isPending} onClick={() => anew.mutate()}>
                {words.startAnew}
              </Button>
            </MessageBarActions>
          </MessageBar>
        )}
        {step === 0 && <div>{words.whoText}</div>}
        {step === 0 && duplicates.length > 0 && (
          <HireDuplicates
            people={duplicates}
            another={another}
            onAnother={setAnother}
            onOpenPerson={onOpenPerson}
            onHireAgain={onHireAgain}
          />
        )}
        <div ref={body}>
          {current !== undefined && current.fields.length > 0 && (
            <EntityFields
              key={current.key}
              name={current.kind}
              kind={current.kind}
              fields={current.fields}
              codes={codes}
              today={today}
              disabled={false}
              fresh
            />
          )}
          {last && <div>{missing.length === 0 ? words.complete : words.missing(missing.length)}</div>}
          {last && missing.length > 0 && (
            <div className={styles.missing}>
              {missing.map(({ step: at, kind, field }) => (
                <Button key={`${kind} ${field}`} size="small" onClick={() => setStep(at)}>
                  {words.fill(fieldLabel(texts, `${kind}.${field}`))}
                </Button>
              ))}
            </div>
          )}
        </div>
        {[unread, look.error, hire.error, anew.error].map(
          (error, index) => error !== null && <FailureBar key={String(index)} error={error} />,
        )}
      </FormDialog>
    </FormProvider>
  );
}

function personOf(values: CardForm, today: string) {
  return NewHire.shape.person.parse(entityOf('person', 'person', values, { today, codes: undefined }));
}

/** Most people are hired today, for a full post, as their main work. */
function emptyForm(today: string, format: ReturnType<typeof useFormat>): CardForm {
  const work = { beginDate: today, contractDate: today, rate: 100, positionType: '1' };
  return {
    ...toForm('person', 'person', {}, format),
    ...toForm('employment', 'employment', work, format),
  };
}
