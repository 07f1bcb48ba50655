import { Dropdown, makeStyles, Option } from '@fluentui/react-components';

const useStyles = makeStyles({
  usual: { minWidth: '200px' },
  narrow: { minWidth: '140px', width: '140px' },
});

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly text: string }[];
  /** For a row with much in it. */
  readonly narrow?: boolean;
  readonly onChange: (value: V) => void;
}

/** One of a short list beside a search. */
export function Choice<V extends string>({ label, value, options, narrow, onChange }: ChoiceProps<V>) {
  const styles = useStyles();
  return (
    <Dropdown
      className={narrow === true ? styles.narrow : styles.usual}
      size="small"
      aria-label={label}
      value={options.find((option) => option.value === value)?.text ?? ''}
      selectedOptions={[value]}
      onOptionSelect={(_event, { optionValue }) => {
        const chosen = options.find((option) => option.value === optionValue);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <Option key={option.value} value={option.value}>
          {option.text}
        </Option>
      ))}
    </Dropdown>
  );
}
