import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { HistorySubject, HistoryVersion } from '#shared/contract/history.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { api, call, keys } from '../app/api.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { showValue } from '../grid/cell-text.ts';
import type { Codes } from '../grid/use-codes.ts';

export interface Versions {
  readonly versions: readonly HistoryVersion[];
  readonly origin: number | null;
}

/** Read again at every change that the journal shows. */
export function useVersions(subject: HistorySubject): UseQueryResult<Versions> {
  return useQuery({
    queryKey: [keys.journal, 'versions', subject.kind, subject.id],
    queryFn: () => call(api().history.versions(subject)),
  });
}

interface Words {
  /** «Сотрудник: Фамилия», for records of a file with the kind of the record. */
  readonly nameOf: (kind: EntityKind, field: string) => string;
  readonly valueOf: (kind: EntityKind, field: string, value: FieldValue) => string;
  /** Whose a record is says nothing to people. */
  readonly isShown: (kind: EntityKind, field: string) => boolean;
}

/** Fields and values of a history in words. */
export function useWords(codes: Codes): Words {
  const texts = useMessages();
  const format = useFormat();
  return {
    nameOf: (kind, field) => {
      const label = fieldLabel(texts, `${kind}.${field}`);
      return kind === 'person' ? label : `${texts.states.entity[kind]}: ${label}`;
    },
    valueOf: (kind, field, value) => {
      const text = showValue(fieldDefinition(kind, field)?.type ?? 'text', value, format, codes(kind, field));
      return text === '' ? texts.common.none : text;
    },
    isShown: (kind, field) => fieldDefinition(kind, field)?.type !== 'reference' || codes(kind, field) !== undefined,
  };
}
