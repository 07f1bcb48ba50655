import { Dropdown, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import type { ColumnMapping } from '#shared/contract/dictionaries.ts';
import { useMessages } from '../../app/i18n.tsx';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))',
    gap: tokens.spacingHorizontalM,
    margin: 0,
    padding: 0,
    border: 0,
  },
  input: { minWidth: 0, width: '100%' },
});

const NONE = 'none';

interface MappingFieldsProps {
  readonly columns: readonly string[];
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}

/** Which column of the file is what; guessed by the headers, and the user knows better. */
export function MappingFields({ columns, mapping, onChange }: MappingFieldsProps) {
  const styles = useStyles();
  const words = useMessages().dictionaries.preview;
  return (
    <fieldset className={styles.root} aria-label={words.mapping}>
      {(Object.keys(words.roles) as (keyof ColumnMapping)[]).map((role) => {
        const at = mapping[role];
        const required = role === 'code' || role === 'name';
        return (
          <Field key={role} label={words.roles[role]} required={required}>
            <Dropdown
              className={styles.input}
              value={at === null ? words.noColumn : (columns[at] ?? '')}
              selectedOptions={[at === null ? NONE : String(at)]}
              onOptionSelect={(_event, { optionValue = NONE }) =>
                onChange({ ...mapping, [role]: optionValue === NONE ? null : Number(optionValue) })
              }
            >
              <Option value={NONE}>{words.noColumn}</Option>
              {columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place of a column is what it is known by
                <Option key={index} value={String(index)}>
                  {column}
                </Option>
              ))}
            </Dropdown>
          </Field>
        );
      })}
    </fieldset>
  );
}
