import {
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConflictSides } from '#shared/contract/worklists.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { api, call, keys } from '../app/api.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import type { Codes } from '../grid/use-codes.ts';
import { DataTable } from '../ui/data-table.tsx';
import { FailureBar } from '../ui/failure-bar.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { LoadingState } from '../ui/states.tsx';
import { type Choice, useDecide, useMayDecide } from './use-decide.ts';
import { nameOfField, useShownValue } from './use-shown-value.ts';

const useStyles = makeStyles({
  who: { display: 'flex', flexDirection: 'column', color: tokens.colorNeutralForeground2 },
});

/** Where somebody has to decide; `field` may be any of a group. */
export interface ConflictPlace {
  readonly kind: EntityKind;
  readonly entityId: string;
  readonly field: string;
}

interface ConflictDialogProps extends ConflictPlace {
  readonly codes: Codes;
  readonly onClose: () => void;
}

/** What both had, what we made of it and what the registry did, who and when; then the choice. */
export function ConflictDialog({ kind, entityId, field, codes, onClose }: ConflictDialogProps) {
  const texts = useMessages();
  const { conflicts } = texts.exchange;
  const may = useMayDecide();
  const decide = useDecide();
  const [picked, setPicked] = useState<Choice | null>(null);
  const { data, error } = useQuery({
    queryKey: [keys.worklists, 'conflict', kind, entityId, field],
    queryFn: () => call(api().worklists.conflict({ kind, entityId, field })),
  });
  const sides = data?.conflict ?? null;
  // A record that is gone there can only be given up here.
  const choice = sides?.deleted === 'there' ? 'theirs' : picked;
  const open = sides !== null && !sides.signed;
  const submit = () => {
    if (sides === null || choice === null) return;
    decide.mutate({ conflictId: sides.id, choice }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={conflicts.title(nameOfField(texts, kind, field), sides?.title ?? '')}
      submit={may && open ? conflicts.apply : null}
      busy={decide.isPending}
      disabled={choice === null}
      wide
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onClose={onClose}
    >
      {error !== null ? (
        <FailureBar error={error} />
      ) : data === undefined ? (
        <LoadingState />
      ) : sides === null ? (
        <Text>{conflicts.settled}</Text>
      ) : (
        <>
          <Sides sides={sides} codes={codes} />
          {sides.signed ? (
            <Notice text={conflicts.signed} />
          ) : may ? (
            <Choices sides={sides} choice={choice} onChoice={setPicked} />
          ) : (
            <Notice text={conflicts.readOnly} />
          )}
        </>
      )}
    </FormDialog>
  );
}

function Notice({ text }: { readonly text: string }) {
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
  );
}

function Sides({ sides, codes }: { readonly sides: ConflictSides; readonly codes: Codes }) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const show = useShownValue(codes);
  const { conflicts } = texts.exchange;
  const { kind, fields, deleted, mine, theirsAt, foundAt } = sides;
  const titles = conflicts.columns;
  return (
    <>
      {deleted === 'there' && <Notice text={conflicts.deletedThere} />}
      {deleted === 'here' && <Notice text={conflicts.deletedHere} />}
      {deleted === null && fields.length > 1 && <Notice text={conflicts.together} />}
      <DataTable
        label={titles.field}
        columns={[
          { key: 'field', title: titles.field },
          { key: 'base', title: titles.base, wrap: true },
          { key: 'mine', title: titles.mine, wrap: true },
          { key: 'theirs', title: titles.theirs, wrap: true },
        ]}
        rows={fields.map((one) => ({
          key: one.field,
          cells: [
            nameOfField(texts, kind, one.field),
            show(kind, one.field, one.base),
            deleted === 'here' ? conflicts.gone : show(kind, one.field, one.mine),
            deleted === 'there' ? conflicts.gone : show(kind, one.field, one.theirs),
          ],
        }))}
      />
      <div className={styles.who}>
        <Text size={200}>
          {mine === null
            ? conflicts.mineUnknown
            : conflicts.mineBy(mine.author, format.moment(mine.at), String(mine.number))}
        </Text>
        <Text size={200}>
          {theirsAt === null ? conflicts.theirsUnknown : conflicts.theirsAt(format.moment(theirsAt))}
        </Text>
        <Text size={200}>{conflicts.foundAt(format.moment(foundAt))}</Text>
      </div>
    </>
  );
}

interface ChoicesProps {
  readonly sides: ConflictSides;
  readonly choice: Choice | null;
  readonly onChoice: (choice: Choice) => void;
}

function Choices({ sides, choice, onChoice }: ChoicesProps) {
  const { conflicts } = useMessages().exchange;
  return (
    <Field label={conflicts.choice}>
      <RadioGroup value={choice ?? ''} onChange={(_event, { value }) => onChoice(value === 'mine' ? 'mine' : 'theirs')}>
        <Radio
          value="mine"
          disabled={sides.deleted === 'there'}
          label={<Labelled label={conflicts.mine} text={conflicts.mineText} />}
        />
        <Radio value="theirs" label={<Labelled label={conflicts.theirs} text={conflicts.theirsText} />} />
      </RadioGroup>
    </Field>
  );
}

function Labelled({ label, text }: { readonly label: string; readonly text: string }) {
  const styles = useStyles();
  return (
    <span className={styles.who}>
      <Text weight="semibold">{label}</Text>
      <Text size={200}>{text}</Text>
    </span>
  );
}
