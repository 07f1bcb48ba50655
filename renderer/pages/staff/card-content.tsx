import { Button, DrawerBody, makeStyles, tokens } from '@fluentui/react-components';
import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useMemo, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { api } from '../../app/api.ts';
import type { CardFocus } from '../../app/card-focus.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useOnDay } from '../../app/on-day.tsx';
import type { CardForm } from '../../forms/entity-form.ts';
import { formKey, isOwnEvent, pathOfEvent } from '../../forms/form-events.ts';
import { UnsavedBar } from '../../forms/unsaved-bar.tsx';
import { type FormProgram, useFormSession } from '../../forms/use-form-session.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { SubjectHistory } from '../../history/subject-history.tsx';
import { PapersMenu } from '../../papers/papers-menu.tsx';
import { OnDayBanner } from '../../ui/on-day-banner.tsx';
import { OnDayCommand } from '../../ui/on-day-command.tsx';
import { RequestStateChip } from '../../ui/status-chip.tsx';
import { ActionsMenu } from './actions/actions-menu.tsx';
import { cardEntities, cardForm } from './card-edits.ts';
import type { CardTab } from './card-fields.ts';
import { placeOf, useFocusedField } from './card-focus.ts';
import { CardSection } from './card-section.tsx';
import { CardTabs, stepTab } from './card-tabs.tsx';
import { AdmissionChip } from './details-pane.tsx';
import type { Card } from './person-card.tsx';
import { ShowSnilsButton } from './show-snils-button.tsx';
import { useEditRefusal } from './use-edit-refusal.ts';

const useStyles = makeStyles({
  chips: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  /** Stays while the fields scroll. */
  top: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    gap: tokens.spacingVerticalS,
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalM}`,
  },
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, '& > *': { flexShrink: 0 } },
  form: { display: 'contents' },
});

/** What is left of the editing of a card. */
export interface FinishedCard {
  /** Fields that could not be saved. */
  readonly unsaved: number;
  readonly giveUp: () => void;
}

interface CardContentProps {
  readonly card: Card;
  /** It is that of the day looked at before. */
  readonly pending: boolean;
  readonly focus: CardFocus | undefined;
  readonly codes: Codes;
  /** Set by the card: writes what is still being typed and says how much could not be saved. */
  readonly finish: RefObject<() => Promise<FinishedCard>>;
}

/** The fields of a card, each saved as soon as it is left. */
export function CardContent({ card, pending, focus, codes, finish }: CardContentProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { go } = useNavigation();
  const { onDay } = useOnDay();
  const editor = useEditRefusal() === null && onDay === null;
  const entities = useMemo(() => cardEntities(card), [card]);
  const [place] = useState(() => (focus === undefined ? null : placeOf(entities, focus)));
  const [tab, setTab] = useState<CardTab>(place?.tab ?? 'general');
  useFocusedField(place?.path ?? null);
  const form = useForm<CardForm>({ mode: 'onTouched', defaultValues: cardForm(entities, format) });
  const program: FormProgram = {
    sheet: 'staff',
    write: (edits) => api().staff.applyEdits({ edits }),
    take: (what) => api().staff.takeStep({ what, subjectId: card.person.id }),
  };
  const { session, unsaved } = useFormSession(form, entities, codes, program, editor);
  useEffect(() => {
    finish.current = async () => {
      if (editor) await session.leave();
      return { unsaved: session.unsaved(), giveUp: () => void session.giveUp() };
    };
  }, [finish, session, editor]);

  const onBlur = (event: FocusEvent) => {
    const path = pathOfEvent(event);
    if (editor && path !== undefined) void session.leave(path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isOwnEvent(event) && event.ctrlKey && !event.altKey && event.code === 'Tab') {
      const next = stepTab(tab, event.shiftKey ? -1 : 1);
      // The field that has the focus goes with its tab.
      event.currentTarget.querySelector<HTMLElement>(`[role=tab][value=${next}]`)?.focus();
      setTab(next);
    } else if (!editor || !formKey(session, event)) return;
    event.preventDefault();
  };
  const until = card.credentials.reduce<string | null>(
    (latest, { expiresOn }) => (expiresOn !== null && (latest === null || expiresOn > latest) ? expiresOn : latest),
    null,
  );
  return (
    <FormProvider {...form}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => event.preventDefault()}
        onBlur={onBlur}
        onKeyDown={onKeyDown}
      >
        <div className={styles.top}>
          <OnDayBanner pending={pending} />
          <div className={styles.chips}>
            <OnDayCommand disabled={unsaved > 0} />
            {editor && (
              <ActionsMenu people={[{ personId: card.person.id, employmentId: null }]} disabled={unsaved > 0} />
            )}
            <AdmissionChip until={until} />
            {card.requestState !== null && <RequestStateChip state={card.requestState} />}
            {onDay === null && <ShowSnilsButton person={card.person} />}
            {onDay === null && <PapersMenu person={card.person} />}
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
          <CardTabs card={card} entities={entities} tab={tab} onTab={setTab} />
          <UnsavedBar session={session} unsaved={unsaved} />
        </div>
        <DrawerBody className={styles.body} tabIndex={0}>
          {tab === 'history' ? (
            <SubjectHistory subject={{ kind: 'person', id: card.person.id }} codes={codes} />
          ) : (
            <CardSection
              card={card}
              entities={entities}
              tab={tab}
              codes={codes}
              today={localDayOf(new Date())}
              disabled={!editor}
            />
          )}
        </DrawerBody>
      </form>
    </FormProvider>
  );
}
