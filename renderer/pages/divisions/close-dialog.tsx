import { Button, Checkbox, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { addDays } from '#shared/rules/dates.ts';
import { failureSentence } from '#shared/text/translate.ts';
import { api, call, keys } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { EMPTY_CODES } from '../../grid/code-index.ts';
import { CodePicker } from '../../grid/code-picker.tsx';
import { useReturnFocus } from '../../grid/return-focus.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { parseDay } from '../../ui/date-text.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: {
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    maxHeight: '168px',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  line: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  muted: { color: tokens.colorNeutralForeground2 },
  error: { color: tokens.colorStatusDangerForeground1 },
  row: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: tokens.spacingHorizontalM },
  picker: { width: '100%', minWidth: 0 },
});

interface CloseDialogProps {
  readonly node: DivisionNode;
  readonly codes: Codes;
  readonly onClose: () => void;
}

/** Closes a division: who and what is still there is listed, people go to another division in the same step. */
export function CloseDialog({ node, codes, onClose }: CloseDialogProps) {
  useReturnFocus();
  const styles = useStyles();
  const texts = useMessages();
  const { divisions, states } = texts;
  const format = useFormat();
  const notify = useNotify();
  const { go } = useNavigation();
  const today = localDayOf(new Date());
  const [typedDay, setLastDay] = useState<string | null>(today);
  const lastDay = typedDay === null ? null : parseDay(typedDay, today);
  const [target, setTarget] = useState<string | null | undefined>(null);
  const [movePositions, setMovePositions] = useState(true);
  const [reason, setReason] = useState(divisions.transferReasonGiven);
  const [order, setOrder] = useState('');
  const [orderDate, setOrderDate] = useState<string | null>(null);
  const [tried, setTried] = useState(false);

  const open = useQuery({
    queryKey: [keys.divisions, 'closing', node.id, lastDay],
    queryFn: () => call(api().divisions.closing({ divisionId: node.id, lastDay: lastDay ?? '' })),
    enabled: lastDay !== null,
    placeholderData: keepPreviousData,
  });
  const { divisions: inside = [], people = [], positions = [] } = open.data ?? {};
  const personCount = new Set(people.map(({ personId }) => personId)).size;
  const going = people.length > 0 || (positions.length > 0 && movePositions);
  const date = lastDay === null ? null : addDays(lastDay, 1);
  const transfer = {
    employmentIds: people.map(({ employmentId }) => employmentId),
    date: date ?? '',
    values: { divisionId: target ?? null },
    endReason: reason.trim(),
    endOrder: order.trim(),
    endOrderDate: orderDate === null ? null : parseDay(orderDate, today),
  };
  const preview = useQuery({
    queryKey: [keys.staff, 'previewTransfer', transfer],
    queryFn: () => call(api().staff.previewTransfer(transfer)),
    enabled: people.length > 0 && typeof target === 'string' && date !== null && transfer.endReason !== '',
  });
  const stuck = preview.data?.lines.filter(({ refusal }) => refusal !== null) ?? [];
  const close = useMutation({
    mutationFn: (day: string) => {
      const { endReason, endOrder, endOrderDate } = transfer;
      const to = going && typeof target === 'string' ? target : null;
      const goTo = people.length > 0 && to !== null ? { divisionId: to, endReason, endOrder, endOrderDate } : null;
      const positionsTo = positions.length > 0 && movePositions ? to : null;
      const input = { divisionId: node.id, lastDay: day, people: goTo, positionsTo };
      return trackSaving(call(api().divisions.close(input)));
    },
    onSuccess: () => {
      notify.done(divisions.closedDone(node.name));
      onClose();
    },
  });
  const targetWrong = going && (typeof target !== 'string' || target === node.id);
  const confirm = () => {
    setTried(true);
    if (lastDay === null || targetWrong || stuck.length > 0 || (people.length > 0 && transfer.endReason === '')) return;
    close.mutate(lastDay);
  };
  return (
    <ConfirmDialog
      open
      title={divisions.closeTitle(node.name)}
      confirm={people.length > 0 ? divisions.closeAndTransfer(personCount) : divisions.closeVerb}
      busy={close.isPending || open.isPending}
      disabled={inside.length > 0}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        <DateField
          label={divisions.lastDay}
          required
          value={typedDay}
          onChange={setLastDay}
          validationMessage={tried && lastDay === null ? divisions.lastDayRequired : null}
        />
        {open.error !== null && <FailureBar error={open.error} />}
        {open.data !== undefined && inside.length + people.length + positions.length === 0 && (
          <Text>{divisions.nothingLeft}</Text>
        )}
        {inside.length > 0 && (
          <div>
            <Text className={styles.error}>{divisions.openInside(inside.length)}</Text>
            <ul className={styles.list}>
              {inside.map(({ id, name, level }) => (
                <li key={id} className={styles.line}>
                  <span>{name}</span>
                  <span className={styles.muted}>{states.divisionLevel[level]}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {people.length > 0 && (
          <div>
            <Text>{divisions.peopleLeft(personCount)}</Text>
            <ul className={styles.list} aria-label={divisions.peopleLeft(personCount)}>
              {people.map(({ employmentId, name, postCode, rate }) => (
                <li key={employmentId} className={styles.line}>
                  <span>{name}</span>
                  <span className={styles.muted}>
                    {[codes('employment', 'postCode')?.byCode.get(postCode ?? '')?.name ?? '', format.rate(rate)].join(
                      ' · ',
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {positions.length > 0 && (
          <div>
            <Text>{divisions.positionsLeft(positions.length)}</Text>
            <div>
              <Checkbox
                label={divisions.movePositions}
                checked={movePositions}
                onChange={(_event, { checked }) => setMovePositions(checked === true)}
              />
              <Button size="small" appearance="subtle" onClick={() => go('staffing', { divisionId: node.id })}>
                {divisions.toStaffing}
              </Button>
            </div>
          </div>
        )}
        {going && inside.length === 0 && (
          <Field
            label={divisions.transferTo}
            required
            {...(date === null || people.length === 0 ? {} : { hint: divisions.transferFrom(format.date(date)) })}
            {...(tried && targetWrong
              ? { validationState: 'error' as const, validationMessage: divisions.transferToRequired }
              : {})}
          >
            {(control) => (
              <CodePicker
                {...control}
                className={styles.picker}
                label={divisions.transferTo}
                codes={codes('employment', 'divisionId') ?? EMPTY_CODES}
                value={target ?? null}
                onChange={setTarget}
                onDay={date ?? today}
              />
            )}
          </Field>
        )}
        {people.length > 0 && inside.length === 0 && (
          <>
            <Field label={divisions.transferReason} required>
              <Input value={reason} maxLength={255} onChange={(_event, { value }) => setReason(value)} />
            </Field>
            <div className={styles.row}>
              <Field label={divisions.transferOrder}>
                <Input value={order} maxLength={255} onChange={(_event, { value }) => setOrder(value)} />
              </Field>
              <DateField label={divisions.transferOrderDate} value={orderDate} onChange={setOrderDate} />
            </div>
          </>
        )}
        {stuck.length > 0 && (
          <div role="alert">
            <Text className={styles.error}>{divisions.cannotGo(stuck.length)}</Text>
            <ul className={styles.list}>
              {stuck.map(({ employmentId, name, refusal }) => (
                <li key={employmentId} className={styles.line}>
                  <span>
                    {name}:{' '}
                    {refusal === null ? '' : failureSentence(texts, { code: refusal.code, field: refusal.field })}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {close.error !== null && <FailureBar error={close.error} />}
      </div>
    </ConfirmDialog>
  );
}
