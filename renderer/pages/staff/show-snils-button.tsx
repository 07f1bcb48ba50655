import { Button, Tooltip } from '@fluentui/react-components';
import { EyeRegular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, call, keys } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import type { Card } from './person-card.tsx';

interface ShowSnilsButtonProps {
  readonly person: Pick<Card['person'], 'id' | 'snils'>;
}

/** Of a card that shows the end of the number alone: shows all of it until the card is read again. */
export function ShowSnilsButton({ person: { id, snils } }: ShowSnilsButtonProps) {
  const words = useMessages().staff.card;
  const client = useQueryClient();
  const show = useMutation({
    mutationFn: () => call(api().staff.showSnils({ personId: id })),
    onSuccess: (shown) =>
      client.setQueryData<Card>(
        [keys.staff, 'card', id, null],
        (card) => card && { ...card, person: { ...card.person, snils: shown.snils } },
      ),
  });
  if (snils === null || !snils.includes('*')) return null;
  return (
    <>
      <Tooltip content={words.showSnilsHint} relationship="description">
        <Button
          size="small"
          appearance="subtle"
          icon={<EyeRegular />}
          disabledFocusable={show.isPending}
          onClick={() => show.mutate()}
        >
          {words.showSnils}
        </Button>
      </Tooltip>
      {show.error !== null && <FailureBar error={show.error} />}
    </>
  );
}
