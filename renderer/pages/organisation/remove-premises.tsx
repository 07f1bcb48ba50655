import { Button } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PremisesKind } from '#shared/contract/organisation.ts';
import type { Building, Service } from '#shared/domain/entities.ts';
import { api, call } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';

interface RemovePremisesProps {
  readonly kind: PremisesKind;
  readonly record: Building | Service;
  readonly onRemoved: () => void;
}

/** For what was entered by mistake; the question says how a building or a service is closed instead. */
export function RemovePremises({ kind, record, onRemoved }: RemovePremisesProps) {
  const { organisation } = useMessages();
  const notify = useNotify();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => trackSaving(call(api().organisation.remove({ kind, id: record.id }))),
    onSuccess: () => {
      notify.done(organisation.removed);
      onRemoved();
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{organisation.remove}</Button>
      <ConfirmDialog
        open={asking}
        title={organisation.removeTitle(record.name)}
        confirm={organisation.remove}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onCancel={() => setAsking(false)}
      >
        {organisation.removeText[kind]}
        {remove.error !== null && <FailureBar error={remove.error} />}
      </ConfirmDialog>
    </>
  );
}
