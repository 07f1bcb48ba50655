import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { BulkLine } from '#shared/contract/bulk.ts';
import { EntityKind } from '#shared/domain/entities.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { failureSentence } from '#shared/text/translate.ts';
import { useMessages } from '../app/i18n.tsx';
import { PERSON_FIELDS, usePersonNames } from '../forms/person-names.ts';
import type { Codes } from '../grid/use-codes.ts';
import { useWords } from '../history/use-history.ts';

const useStyles = makeStyles({
  refused: { color: tokens.colorStatusDangerForeground1 },
  muted: { color: tokens.colorNeutralForeground3 },
});

/** The field, what is there and what will be of a line: one below the other where several fields change. */
export function useLineCells(
  lines: readonly BulkLine[],
  fileName: string | null,
  codes: Codes,
): (line: BulkLine) => readonly [what: ReactNode, now: ReactNode, then: ReactNode] {
  const styles = useStyles();
  const texts = useMessages();
  const { preview } = texts.bulk;
  const words = useWords(codes);
  const people = usePersonNames(lines.flatMap(({ fields }) => fields));

  function textOf(path: string, value: FieldValue): string {
    const { kind, field } = addressOf(path);
    if (value === null) return preview.empty;
    return PERSON_FIELDS.has(field) ? (people.get(String(value)) ?? '') : words.valueOf(kind, field, value);
  }

  const below = (parts: readonly ReactNode[]): ReactNode =>
    parts.map((part, at) => <div key={at.toString()}>{part}</div>);

  return ({ outcome, fields, request, refusal }) => {
    const same = <span className={styles.muted}>{preview.outcome.same}</span>;
    const reason = refusal === null ? null : <span className={styles.refused}>{sentence(texts, refusal)}</span>;
    const then = (parts: readonly ReactNode[]) => reason ?? (outcome === 'same' ? same : below(parts));
    if (fileName !== null) return [preview.file, preview.empty, then([fileName])];
    if (fields.length > 0) {
      return [
        below(fields.map(({ field: path }) => nameOf(path))),
        below(fields.map(({ field, from }) => textOf(field, from))),
        then(fields.map(({ field, to }) => textOf(field, to))),
      ];
    }
    if (request !== null) return ['', preview.draft(request), preview.ownRequest];
    return ['', '', reason ?? same];
  };

  function nameOf(path: string): string {
    const { kind, field } = addressOf(path);
    return words.nameOf(kind, field);
  }
}

function sentence(texts: ReturnType<typeof useMessages>, { code, field, params }: NonNullable<BulkLine['refusal']>) {
  return failureSentence(texts, { code, field, ...(params === undefined ? {} : { params }) });
}

/** `employment.rate` → its kind and field. */
function addressOf(path: string): { readonly kind: EntityKind; readonly field: string } {
  const [kind = '', field = ''] = path.split('.');
  return { kind: EntityKind.parse(kind), field };
}
