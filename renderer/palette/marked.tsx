import { makeStyles, tokens } from '@fluentui/react-components';
import { markedParts, type SearchTerm } from '#shared/text/search-words.ts';

const useStyles = makeStyles({
  mark: {
    color: 'inherit',
    textDecorationLine: 'underline',
    backgroundColor: 'transparent',
    fontWeight: tokens.fontWeightSemibold,
  },
});

/** A text with what was looked for made visible. */
export function Marked({ text, terms }: { readonly text: string; readonly terms: readonly SearchTerm[] }) {
  const styles = useStyles();
  let from = 0;
  return markedParts(text, terms).map((part) => {
    const key = from;
    from += part.text.length;
    return part.marked ? (
      <mark key={key} className={styles.mark}>
        {part.text}
      </mark>
    ) : (
      part.text
    );
  });
}
