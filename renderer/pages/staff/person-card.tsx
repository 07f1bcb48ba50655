import {
  Button,
  DrawerBody,
  DrawerFooter,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { z } from 'zod';
import type { FieldEdit, StaffCard } from '#shared/contract/staff.ts';
import { fullName } from '#shared/rules/names.ts';
import { api, call, keys } from '../../app/api.ts';
import type { CardFocus } from '../../app/card-focus.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { dayInput, useOnDay } from '../../app/on-day.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import type { CardForm } from '../../forms/entity-form.ts';
import { useReturnFocus } from '../../grid/return-focus.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { SubjectHistory } from '../../history/subject-history.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { OnDayBanner } from '../../ui/on-day-banner.tsx';
import { OnDayCommand } from '../../ui/on-day-command.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { RequestStateChip } from '../../ui/status-chip.tsx';
import { cardEntities, cardForm, editsOf, tabOfError } from './card-edits.ts';
import { placeOf, useFocusedField } from './card-focus.ts';
import { CardSection } from './card-section.tsx';
import { AdmissionChip } from './details-pane.tsx';
import { useEditRefusal } from './use-edit-refusal.ts';

export type Card = z.infer<typeof StaffCard>;

const TABS = ['general', 'work', 'credentials', 'education', 'documents', 'history'] as const;
export type CardTab = (typeof TABS)[number];

const useStyles = makeStyles({
  drawer: { width: 'min(860px, 100vw)', maxWidth: '100vw' },
  chips: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  form: { display: 'contents' },
  footer: { alignItems: 'center' },
});

interface PersonCardProps {
  readonly personId: string;
  /** Where to begin. */
  readonly focus?: CardFocus | undefined;
  readonly codes: Codes;
  readonly onClose: () => void;
}

/** Everything about one person, over the page it was opened from. */
export function PersonCard({ personId, focus, codes, onClose }: PersonCardProps) {
  useReturnFocus();
  const styles = useStyles();
  const { common, staff } = useMessages();
  const { onDay } = useOnDay();
  const card = useQuery({
    queryKey: [keys.staff, 'card', personId, onDay],
    queryFn: () => call(api().staff.card({ personId, ...dayInput(onDay) })),
    placeholderData: keepPreviousData,
  });
  const [leaving, setLeaving] = useState(false);
  const [dirty, setDirty] = useState(false);
  const close = () => (dirty ? setLeaving(true) : onClose());
  const name = card.data === undefined ? '' : fullName(card.data.person);
  return (
    <OverlayDrawer
      open
      position="end"
      className={styles.drawer}
      aria-label={staff.card.title(name)}
      onOpenChange={(_event, { open }) => {
        if (!open) close();
      }}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={<Button appearance="subtle" icon={<DismissRegular />} aria-label={common.close} onClick={close} />}
        >
          {name}
        </DrawerHeaderTitle>
      </DrawerHeader>
      {card.error !== null ? (
        <ErrorState error={card.error} onRetry={() => void card.refetch()} />
      ) : card.data === undefined ? (
        <LoadingState />
      ) : (
        <CardContent card={card.data} focus={focus} codes={codes} onDirty={setDirty} onClose={onClose} />
      )}
      <ConfirmDialog
        open={leaving}
        title={staff.card.unsavedTitle}
        confirm={staff.card.discard}
        onConfirm={onClose}
        onCancel={() => setLeaving(false)}
      >
        {staff.card.unsavedText}
      </ConfirmDialog>
    </OverlayDrawer>
  );
}

interface CardContentProps {
  readonly card: Card;
  readonly focus: CardFocus | undefined;
  readonly codes: Codes;
  readonly onDirty: (dirty: boolean) => void;
  readonly onClose: () => void;
}

function CardContent({ card, focus, codes, onDirty, onClose }: CardContentProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const { go } = useNavigation();
  const { onDay } = useOnDay();
  const editor = useEditRefusal() === null && onDay === null;
  const today = localDayOf(new Date());
  const [place] = useState(() => (focus === undefined ? null : placeOf(cardEntities(card), focus)));
  const [tab, setTab] = useState<CardTab>(place?.tab ?? 'general');
  useFocusedField(place?.path ?? null);
  // What the user saw when the editing began: an edit says from which value it starts.
  const [base, setBase] = useState(card);
  const form = useForm<CardForm>({ mode: 'onTouched', defaultValues: cardForm(base, format) });
  const { isDirty } = form.formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  useEffect(() => {
    if (isDirty || card === base) return;
    setBase(card);
    form.reset(cardForm(card, format));
  }, [card, base, isDirty, form, format]);

  const save = useMutation({
    mutationFn: (edits: readonly FieldEdit[]) => trackSaving(call(api().staff.applyEdits({ edits: [...edits] }))),
    onSuccess: () => {
      notify.done(texts.staff.card.saved);
      // The values of the form are on disk; the card with its marks follows by `data.changed`.
      form.reset(form.getValues());
    },
  });
  const submit = form.handleSubmit(
    (values) => {
      const edits = editsOf(base, values, today, codes);
      if (edits.length > 0) save.mutate(edits);
      else form.reset(cardForm(base, format));
    },
    (errors) => setTab(tabOfError(errors)),
  );
  const until = card.credentials.reduce<string | null>(
    (latest, { expiresOn }) => (expiresOn !== null && (latest === null || expiresOn > latest) ? expiresOn : latest),
    null,
  );
  const section = { card, codes, today, disabled: !editor, dirty: isDirty };
  const entities = cardEntities(base);
  return (
    <FormProvider {...form}>
      <form
        className={styles.form}
        noValidate
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.code !== 'KeyS' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void submit();
        }}
      >
        <DrawerBody className={styles.body}>
          <OnDayBanner />
          <div className={styles.chips}>
            <OnDayCommand disabled={isDirty} />
            <AdmissionChip until={until} />
            {card.requestState !== null && <RequestStateChip state={card.requestState} />}
            {card.requestId !== null && (
              <Button
                size="small"
                appearance="subtle"
                onClick={() => card.requestId !== null && go('requests', { requestId: card.requestId })}
              >
                {texts.staff.card.openRequest}
              </Button>
            )}
          </div>
          <TabList
            selectedValue={tab}
            onTabSelect={(_event, { value }) => setTab(TABS.find((known) => known === value) ?? 'general')}
          >
            {TABS.map((value) => (
              <Tab key={value} value={value}>
                {texts.staff.card.tabs[value]}
              </Tab>
            ))}
          </TabList>
          {save.error !== null && <FailureBar error={save.error} />}
          {tab === 'history' ? (
            <SubjectHistory subject={{ kind: 'person', id: card.person.id }} codes={codes} editable={editor} />
          ) : (
            <CardSection {...section} tab={tab} entities={entities} />
          )}
        </DrawerBody>
        {editor && tab !== 'history' && (
          <DrawerFooter className={styles.footer}>
            <Button type="submit" appearance="primary" disabled={!isDirty || save.isPending}>
              {texts.common.save}
            </Button>
            <Button onClick={isDirty ? () => form.reset(cardForm(base, format)) : onClose}>
              {isDirty ? texts.common.cancel : texts.common.close}
            </Button>
          </DrawerFooter>
        )}
      </form>
    </FormProvider>
  );
}
