import { Button, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Merge } from '#shared/contract/staff.ts';
import type { DuplicatePair } from '#shared/contract/worklists.ts';
import { fieldDefinition, fieldNames } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { api, call, failureOf } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { showValue } from '../../grid/cell-text.ts';
import { type Codes, useCodes } from '../../grid/use-codes.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { LoadingState } from '../../ui/states.tsx';
import type { Card } from '../staff/person-card.tsx';
import { useCard } from '../staff/use-card.ts';

const useStyles = makeStyles({
  frame: { display: 'flex', maxHeight: '320px' },
  field: { display: 'inline-block', lineHeight: '32px' },
  choice: { display: 'flex', alignItems: 'center', padding: 0 },
  muted: { color: tokens.colorNeutralForeground3 },
});

type Field = Merge['take'][number];

export interface Merged {
  readonly requestId: string;
  readonly name: string;
}

interface MergeDialogProps {
  readonly pair: DuplicatePair;
  readonly onClose: () => void;
  readonly onMerged: (merged: Merged) => void;
}

/** Which card stays, and where the two differ, which value. */
export function MergeDialog({ pair, onClose, onMerged }: MergeDialogProps) {
  const styles = useStyles();
  const texts = useMessages();
  const words = texts.actions.mergeDialog;
  const cards = [useCard(pair.first.personId).data, useCard(pair.second.personId).data] as const;
  const [kept, setKept] = useState<0 | 1>(0);
  const [chosen, setChosen] = useState<Readonly<Partial<Record<Field, 0 | 1>>>>({});
  const [keptCard, mergedCard] = kept === 0 ? cards : [cards[1], cards[0]];
  const differing = cards[0] === undefined || cards[1] === undefined ? [] : differences(cards[0], cards[1]);
  /** What only one card knows is not lost unless somebody wants it so. */
  const sideOf = (field: Field): 0 | 1 => {
    const has = (side: 0 | 1) => valueIn(cards[side], field) !== null;
    return chosen[field] ?? (has(kept) ? kept : kept === 0 ? 1 : 0);
  };
  const merge = useMutation({
    mutationFn: async (input: { kept: Card; merged: Card }) => {
      const take = differing.filter((field) => sideOf(field) !== kept);
      const answer = await trackSaving(
        call(api().staff.merge({ keptId: input.kept.person.id, mergedId: input.merged.person.id, take })),
      );
      return { ...answer, name: (kept === 0 ? pair.first : pair.second).name };
    },
    onSuccess: onMerged,
  });
  const twins = [pair.first, pair.second] as const;
  const { columns } = texts.worklists;
  const titles = [columns.first, columns.second];
  return (
    <FormDialog
      title={words.title}
      submit={words.submit}
      wide
      busy={merge.isPending}
      disabled={keptCard === undefined || mergedCard === undefined}
      onSubmit={() => {
        if (keptCard !== undefined && mergedCard !== undefined) merge.mutate({ kept: keptCard, merged: mergedCard });
      }}
      onClose={onClose}
    >
      <div>{words.text}</div>
      {keptCard === undefined || mergedCard === undefined ? (
        <LoadingState />
      ) : (
        <>
          <RadioGroup
            aria-label={words.kept}
            value={String(kept)}
            onChange={(_event, { value }) => {
              setKept(value === '1' ? 1 : 0);
              setChosen({});
            }}
          >
            {twins.map((twin, side) => (
              <Radio key={twin.personId} value={String(side)} label={words.keep(titles[side] ?? '', twin.name)} />
            ))}
          </RadioGroup>
          <div className={styles.frame}>
            <DataTable
              label={words.title}
              columns={[
                { key: 'field', title: words.field },
                { key: 'first', title: columns.first, wrap: true },
                { key: 'second', title: columns.second, wrap: true },
              ]}
              rows={differing.map((field) => ({
                key: field,
                cells: [
                  <span key="field" className={styles.field}>
                    {fieldLabel(texts, `person.${field}`)}
                  </span>,
                  ...([0, 1] as const).map((side) => (
                    <FieldChoice
                      key={side}
                      field={field}
                      value={valueIn(cards[side], field)}
                      label={titles[side] ?? ''}
                      checked={sideOf(field) === side}
                      onChoose={() => setChosen({ ...chosen, [field]: side })}
                    />
                  )),
                ],
              }))}
            />
          </div>
          <div className={styles.muted}>{words.same}</div>
          <div>{words.moves(mergedCard.employments.length, recordsOf(mergedCard))}</div>
        </>
      )}
      {merge.error !== null && <FailureBar error={merge.error} actions={<OpenRequest error={merge.error} />} />}
    </FormDialog>
  );
}

/** The way to the request that has to be settled first, where it is one that refuses. */
function OpenRequest({ error }: { readonly error: Error }) {
  const { actions } = useMessages();
  const { go } = useNavigation();
  const { requestId, number } = failureOf(error).params ?? {};
  if (typeof requestId !== 'string') return null;
  return (
    <Button onClick={() => go('requests', { requestId })}>{actions.mergeDialog.openRequest(String(number))}</Button>
  );
}

interface FieldChoiceProps {
  readonly field: Field;
  readonly value: FieldValue;
  readonly label: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
}

function FieldChoice({ field, value, label, checked, onChoose }: FieldChoiceProps) {
  const styles = useStyles();
  const texts = useMessages();
  const shown = useShown(field, value);
  return (
    <Radio
      className={styles.choice}
      name={`merge-${field}`}
      checked={checked}
      onChange={onChoose}
      label={shown}
      aria-label={`${fieldLabel(texts, `person.${field}`)}: ${shown}, ${label}`}
    />
  );
}

function useShown(field: Field, value: FieldValue): string {
  const { actions } = useMessages();
  const format = useFormat();
  const codes: Codes = useCodes();
  const text = showValue(fieldDefinition('person', field)?.type ?? 'text', value, format, codes('person', field));
  return text === '' ? actions.mergeDialog.empty : text;
}

function differences(a: Card, b: Card): Field[] {
  return (fieldNames('person') as Field[]).filter((field) => valueIn(a, field) !== valueIn(b, field));
}

function valueIn(card: Card | undefined, field: Field): FieldValue {
  return card?.person[field] ?? null;
}

function recordsOf(card: Card): number {
  const { credentials, educations, categories, awards, documents, addresses, militaries, societies, nmos, policies } =
    card;
  return [
    credentials,
    educations,
    categories,
    awards,
    documents,
    addresses,
    militaries,
    societies,
    nmos,
    policies,
  ].reduce((sum, list) => sum + list.length, 0);
}
