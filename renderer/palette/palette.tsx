import { Dialog, DialogBody, DialogSurface, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useCommand } from '../app/commands.tsx';
import { useMessages } from '../app/i18n.tsx';
import type { Found } from './found.ts';
import { useOpenFound } from './open-found.ts';
import { PaletteBody } from './palette-body.tsx';
import { Recent } from './recent.ts';

const useStyles = makeStyles({
  surface: {
    marginTop: '8vh',
    width: '640px',
    maxWidth: 'calc(100vw - 48px)',
    padding: 0,
    overflow: 'hidden',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  body: { display: 'flex', flexDirection: 'column', gap: 0, maxHeight: '76vh' },
});

/** «Поиск и команды»: everything the program knows and does, by a few letters. Ctrl+K opens it. */
export function Palette() {
  const styles = useStyles();
  const { commands } = useMessages();
  const [open, setOpen] = useState(false);
  const [recent] = useState(() => new Recent());
  const openFound = useOpenFound();
  useCommand('palette', () => setOpen(!open));

  const close = () => setOpen(false);
  const choose = (found: Found, inList: boolean) => {
    recent.add(found);
    close();
    // What is opened takes the focus from where it comes back to.
    requestAnimationFrame(() => requestAnimationFrame(() => openFound(found, inList)));
  };
  return (
    <Dialog open={open} onOpenChange={(_event, data) => !data.open && close()} surfaceMotion={null}>
      <DialogSurface className={styles.surface} aria-label={commands.palette.title}>
        <DialogBody className={styles.body}>
          <PaletteBody recent={recent} onChoose={choose} onClose={close} />
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
