import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useCommands } from '../app/commands.tsx';
import { useMessages } from '../app/i18n.tsx';

const NARROW = '@media (max-width: 900px)';

const useStyles = makeStyles({
  field: {
    justifyContent: 'flex-start',
    minWidth: '40px',
    width: '360px',
    '@media (max-width: 1199px)': { width: '240px', flexShrink: 0 },
    flexShrink: 1,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground1,
    overflow: 'hidden',
    [NARROW]: { width: '40px', flexShrink: 0, padding: 0, justifyContent: 'center' },
    '& .fui-Button__icon': { [NARROW]: { margin: 0 } },
  },
  words: {
    flexGrow: 1,
    textAlign: 'start',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    // Still read out.
    [NARROW]: { position: 'absolute', width: '1px', clipPath: 'inset(50%)' },
  },
  keys: {
    color: tokens.colorNeutralForeground3,
    flexShrink: 0,
    marginLeft: tokens.spacingHorizontalM,
    [NARROW]: { display: 'none' },
  },
});

/** Looks like a field and opens the palette. */
export function PaletteField() {
  const styles = useStyles();
  const { commands } = useMessages();
  const { run } = useCommands();
  return (
    <Button
      className={styles.field}
      icon={<SearchRegular />}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K"
      title={commands.palette.title}
      onClick={() => run('palette')}
    >
      <span className={styles.words}>{commands.palette.title}</span>
      <Text size={200} className={styles.keys}>
        Ctrl+K
      </Text>
    </Button>
  );
}
