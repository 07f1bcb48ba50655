import { Button, Checkbox, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../app/i18n.tsx';
import type { Search } from './replace-text.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    flexShrink: 0,
  },
  text: { width: '180px' },
  result: { alignSelf: 'center', color: tokens.colorNeutralForeground3 },
});

interface FindReplaceProps {
  /** How many cells of the choice, or of the whole list, say it. */
  readonly count: (search: Search) => Promise<number>;
  /** Goes to the next cell that says it. @returns whether there is one */
  readonly next: (search: Search) => Promise<boolean>;
  /** Replaces in all cells that may be edited. */
  readonly replaceAll: (search: Search, replacement: string) => void;
  readonly editable: boolean;
  readonly onClose: () => void;
}

/** The bar over the grid that finds and replaces in the chosen cells, or in all when one is chosen (Ctrl+H). */
export function FindReplace({ count, next, replaceAll, editable, onClose }: FindReplaceProps) {
  const styles = useStyles();
  const { grid, common } = useMessages();
  const [search, setSearch] = useState<Search>({ find: '', matchCase: false, whole: false });
  const [replacement, setReplacement] = useState('');
  const [found, setFound] = useState<number | null>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const look = (change: Partial<Search>) => {
    setSearch({ ...search, ...change });
    setFound(null);
  };
  const goOn = () => void Promise.all([count(search), next(search)]).then(([cells]) => setFound(cells));
  const empty = search.find === '';
  return (
    <search
      className={styles.bar}
      aria-label={grid.findReplace}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
        else if (event.key === 'Enter' && event.target === first.current && !empty) goOn();
      }}
    >
      <Field label={grid.find} size="small">
        <Input
          ref={(input: HTMLInputElement | null) => {
            first.current = input;
          }}
          className={styles.text}
          size="small"
          value={search.find}
          onChange={(_event, { value }) => look({ find: value })}
        />
      </Field>
      {editable && (
        <Field label={grid.replaceWith} size="small">
          <Input
            className={styles.text}
            size="small"
            value={replacement}
            onChange={(_event, { value }) => setReplacement(value)}
          />
        </Field>
      )}
      <Checkbox
        label={grid.matchCase}
        checked={search.matchCase}
        onChange={(_event, { checked }) => look({ matchCase: checked === true })}
      />
      <Checkbox
        label={grid.wholeCell}
        checked={search.whole}
        onChange={(_event, { checked }) => look({ whole: checked === true })}
      />
      <Button size="small" disabled={empty} onClick={goOn}>
        {grid.findNext}
      </Button>
      {editable && (
        <Button size="small" appearance="primary" disabled={empty} onClick={() => replaceAll(search, replacement)}>
          {grid.replaceAll}
        </Button>
      )}
      <Text role="status" className={styles.result}>
        {found === null ? '' : grid.found(found)}
      </Text>
      <Button size="small" appearance="subtle" icon={<DismissRegular />} aria-label={common.close} onClick={onClose} />
    </search>
  );
}
