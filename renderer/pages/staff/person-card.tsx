import { Button, DrawerHeader, DrawerHeaderTitle, makeStyles, OverlayDrawer } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import type { StaffCard } from '#shared/contract/staff.ts';
import { fullName } from '#shared/rules/names.ts';
import { api, call, keys } from '../../app/api.ts';
import type { CardFocus } from '../../app/card-focus.ts';
import { useMessages } from '../../app/i18n.tsx';
import { dayInput, useOnDay } from '../../app/on-day.tsx';
import { useReturnFocus } from '../../grid/return-focus.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { CardContent, type FinishedCard } from './card-content.tsx';

export type Card = z.infer<typeof StaffCard>;

const useStyles = makeStyles({ drawer: { width: 'min(860px, 100vw)', maxWidth: '100vw' } });

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
  const [leaving, setLeaving] = useState<FinishedCard | null>(null);
  /** Writes what is still being typed. */
  const finish = useRef<() => Promise<FinishedCard>>(async () => ({ unsaved: 0, giveUp: () => undefined }));
  const close = async () => {
    const finished = await finish.current();
    if (finished.unsaved > 0) setLeaving(finished);
    else onClose();
  };
  const name = card.data === undefined ? '' : fullName(card.data.person);
  return (
    <OverlayDrawer
      open
      position="end"
      className={styles.drawer}
      aria-label={staff.card.title(name)}
      onOpenChange={(_event, { open }) => {
        if (!open) void close();
      }}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={common.close}
              onClick={() => void close()}
            />
          }
        >
          {name}
        </DrawerHeaderTitle>
      </DrawerHeader>
      {card.error !== null ? (
        <ErrorState error={card.error} onRetry={() => void card.refetch()} />
      ) : card.data === undefined ? (
        <LoadingState />
      ) : (
        <CardContent card={card.data} pending={card.isPlaceholderData} focus={focus} codes={codes} finish={finish} />
      )}
      <ConfirmDialog
        open={leaving !== null}
        title={staff.card.unsavedTitle}
        confirm={staff.card.discard}
        onConfirm={() => {
          leaving?.giveUp();
          onClose();
        }}
        onCancel={() => setLeaving(null)}
      >
        {staff.card.unsavedText}
      </ConfirmDialog>
    </OverlayDrawer>
  );
}
