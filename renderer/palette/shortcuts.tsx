import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { PrintRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { type ShortcutGroup, shortcutGroups } from '#shared/text/command-texts.ts';
import { api, call } from '../app/api.ts';
import { useCommand } from '../app/commands.tsx';
import { useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';

const useStyles = makeStyles({
  surface: { maxWidth: '920px', width: 'calc(100vw - 64px)' },
  // The mark of the focus goes around the words, not through them.
  content: { margin: `0 -${tokens.spacingHorizontalS}`, padding: tokens.spacingHorizontalS },
  groups: { columnWidth: '260px', columnGap: tokens.spacingHorizontalXXL },
  group: { breakInside: 'avoid', marginBottom: tokens.spacingVerticalL },
  title: { ...typographyStyles.body1Strong, margin: `0 0 ${tokens.spacingVerticalXS}` },
  rows: { margin: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: tokens.spacingVerticalXS },
  name: { minWidth: 0 },
  keys: { margin: 0, textAlign: 'end' },
  key: {
    display: 'inline-block',
    whiteSpace: 'nowrap',
    marginLeft: tokens.spacingHorizontalXS,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
  },
  note: { color: tokens.colorNeutralForeground3, margin: 0 },
});

/** Every key of the program, from the commands themselves; to be printed. F1 opens it. */
export function Shortcuts() {
  const styles = useStyles();
  const texts = useMessages();
  const { shortcuts: words } = texts.commands;
  const notify = useNotify();
  const [open, setOpen] = useState(false);
  useCommand('shortcuts', () => setOpen(!open));
  return (
    <Dialog open={open} onOpenChange={(_event, data) => setOpen(data.open)}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent tabIndex={0} className={styles.content}>
            <div className={styles.groups}>
              {shortcutGroups(texts).map((group) => (
                <Group key={group.title} group={group} />
              ))}
            </div>
            <p className={styles.note}>{words.layout}</p>
          </DialogContent>
          <DialogActions>
            <Button
              icon={<PrintRegular />}
              onClick={() => void call(api().desktop.printShortcuts({})).catch(notify.failed)}
            >
              {words.print}
            </Button>
            <Button appearance="primary" onClick={() => setOpen(false)}>
              {texts.common.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Group({ group: { title, rows } }: { readonly group: ShortcutGroup }) {
  const styles = useStyles();
  return (
    <section className={styles.group} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.rows}>
        {rows.map(({ name, keys }) => (
          <ShortcutRow key={name} name={name} keys={keys} />
        ))}
      </dl>
    </section>
  );
}

function ShortcutRow({ name, keys }: ShortcutGroup['rows'][number]) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.keys}>
        {keys.map((chord) => (
          <kbd key={chord} className={styles.key}>
            {chord}
          </kbd>
        ))}
      </dd>
    </>
  );
}
