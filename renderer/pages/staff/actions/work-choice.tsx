import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { Employment } from '#shared/domain/entities.ts';
import { isOpen } from '#shared/rules/check-entity.ts';
import { fullName } from '#shared/rules/names.ts';
import { localDayOf } from '../../../app/format.ts';
import { useFormat, useMessages } from '../../../app/i18n.tsx';
import { type Codes, useCodes } from '../../../grid/use-codes.ts';
import { useCard } from '../use-card.ts';

export interface Work {
  readonly name: string;
  /** Open employments, the one that stands for the person first. */
  readonly open: readonly Employment[];
  readonly chosen: Employment | undefined;
  readonly choose: (id: string) => void;
  readonly card: ReturnType<typeof useCard>;
}

/** The open employments of a person, one of them chosen. */
export function useWork(personId: string, employmentId: string | null): Work {
  const card = useCard(personId);
  const [wanted, choose] = useState(employmentId);
  const today = localDayOf(new Date());
  const open = card.data?.employments.filter((employment) => isOpen(employment, today)) ?? [];
  const name = card.data === undefined ? '' : fullName(card.data.person);
  return { name, open, chosen: open.find(({ id }) => id === wanted) ?? open[0], choose, card };
}

/** «Врач-терапевт, Терапевтическое отделение». */
export function placeOf({ postCode, divisionId }: Pick<Employment, 'postCode' | 'divisionId'>, codes: Codes): string {
  const post = postCode === null ? null : (codes('employment', 'postCode')?.byCode.get(postCode)?.name ?? postCode);
  const division = divisionId === null ? null : codes('employment', 'divisionId')?.byCode.get(divisionId)?.name;
  return [post, division].filter((part) => part).join(', ');
}

/** Asks which employment is meant, where there are several. */
export function WorkChoice({ work }: { readonly work: Work }) {
  const { actions } = useMessages();
  const format = useFormat();
  const codes = useCodes();
  const { card, open, chosen, choose } = work;
  if (card.data !== undefined && open.length === 0) return <div>{actions.noEmployment}</div>;
  if (open.length < 2) return null;
  return (
    <Field label={actions.employment}>
      <Select value={chosen?.id ?? ''} onChange={(_event, { value }) => choose(value)}>
        {open.map((one) => (
          <option key={one.id} value={one.id}>
            {[placeOf(one, codes), format.date(one.beginDate)].filter((part) => part !== '').join(', ')}
          </option>
        ))}
      </Select>
    </Field>
  );
}
