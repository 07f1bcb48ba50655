import { Combobox, type ComboboxProps, makeStyles, Option, Text } from '@fluentui/react-components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { api, call, keys } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { usePersonNames } from './person-names.ts';

const useStyles = makeStyles({ list: { minWidth: '320px', maxHeight: '320px' } });

interface PersonPickerProps
  extends Pick<ComboboxProps, 'id' | 'aria-labelledby' | 'aria-describedby' | 'aria-invalid'> {
  /** Id of the person. */
  readonly value: string | null;
  /** Null when emptied. */
  readonly onChange: (id: string | null) => void;
  readonly onBlur: () => void;
  readonly disabled: boolean;
  readonly className?: string;
}

/** Chooses one of tens of thousands of people: the first letters are looked up as in the staff list. */
export function PersonPicker({ value, onChange, onBlur, disabled, className, ...field }: PersonPickerProps) {
  const styles = useStyles();
  const { common, staff } = useMessages();
  const names = usePersonNames([{ field: 'headPersonId', to: value }]);
  const [picked, setPicked] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const name = names.get(value) ?? (picked?.id === value ? picked.name : '');
  // What is being typed is shown, whoever is chosen elsewhere meanwhile.
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const found = useQuery({
    queryKey: [keys.staff, 'find', typed],
    queryFn: () => call(api().staff.findPeople({ text: typed ?? '' })),
    enabled: typed !== null && typed.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const posts = useQuery({
    queryKey: [keys.dictionaries, DICTIONARY.posts],
    queryFn: () => call(api().dictionaries.rows({ oid: DICTIONARY.posts })),
  });
  const postName = (code: string | null) => posts.data?.rows.find((row) => row.code === code)?.name ?? '';
  const people = typed === null ? [] : (found.data?.people ?? []);
  return (
    <Combobox
      {...field}
      {...(className === undefined ? {} : { className })}
      freeform
      listbox={{ className: styles.list }}
      open={open}
      onOpenChange={(_event, data) => setOpen(data.open)}
      clearable
      expandIcon={null}
      autoComplete="off"
      disabled={disabled}
      placeholder={staff.personHint}
      value={typed ?? name}
      selectedOptions={value === null ? [] : [value]}
      onChange={({ target }) => {
        setTyped(target.value);
        setOpen(true);
      }}
      onOptionSelect={({ type }, { optionValue, optionText }) => {
        // Typing takes the choice off the list; the person stays until another one is chosen or the field is emptied.
        if (type === 'change') return;
        setPicked(optionValue === undefined ? null : { id: optionValue, name: optionText ?? '' });
        setTyped(null);
        setOpen(false);
        onChange(optionValue ?? null);
      }}
      onBlur={() => {
        // Half a name is nobody: whoever was there stays.
        if (typed?.trim() === '') onChange(null);
        setTyped(null);
        setOpen(false);
        onBlur();
      }}
    >
      {people.map((person) => (
        <Option key={person.id} value={person.id} text={person.name}>
          <span>
            {person.name}
            <Text block size={200}>
              {postName(person.postCode)}
            </Text>
          </span>
        </Option>
      ))}
      {people.length === 0 && (
        <Option key="nobody" value="" text="" disabled>
          {typed === null || typed.trim() === '' ? staff.personHint : common.nothingFoundTitle}
        </Option>
      )}
    </Combobox>
  );
}
