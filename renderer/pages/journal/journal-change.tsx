import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowRightRegular } from '@fluentui/react-icons';
import type { JournalEntry } from '#shared/contract/areas.ts';
import { ENTITY_KINDS } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { showValue } from '../../grid/cell-text.ts';
import type { Codes } from '../../grid/use-codes.ts';

const useStyles = makeStyles({
  change: { display: 'inline-flex', alignItems: 'baseline', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS },
  from: { color: tokens.colorNeutralForeground2 },
  arrow: { color: tokens.colorNeutralForeground3, alignSelf: 'center', display: 'inline-flex' },
  empty: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
});

interface JournalChangeProps {
  readonly entry: JournalEntry;
  readonly codes: Codes;
}

/** «было → стало» of an entry about one field. */
export function JournalChange({ entry, codes }: JournalChangeProps) {
  const styles = useStyles();
  const { journal } = useMessages();
  const format = useFormat();
  if (entry.field === null && entry.from === null && entry.to === null) return null;
  const [prefix = '', name = ''] = (entry.field ?? '').split('.');
  const kind = ENTITY_KINDS.find((option) => option === prefix);
  const type = kind === undefined ? undefined : fieldDefinition(kind, name)?.type;
  const show = (value: FieldValue) =>
    showValue(type ?? 'text', value, format, kind === undefined ? undefined : codes(kind, name)) || (
      <span className={styles.empty}>{journal.empty}</span>
    );
  return (
    <span className={styles.change}>
      <span className={styles.from}>{show(entry.from)}</span>
      <span className={styles.arrow} aria-hidden>
        <ArrowRightRegular />
      </span>
      <span>{show(entry.to)}</span>
    </span>
  );
}
