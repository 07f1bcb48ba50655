import {
  Button,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular, ZoomFitRegular, ZoomInRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { failureSentence } from '#shared/text/translate.ts';
import { useMessages } from '../app/i18n.tsx';
import { useReturnFocus } from '../grid/return-focus.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '96vw', width: '1200px', height: '94vh', boxSizing: 'border-box' },
  body: { height: '100%', gridTemplateRows: 'auto 1fr' },
  content: { overflow: 'auto', backgroundColor: tokens.colorNeutralBackground3, minHeight: 0 },
  image: { display: 'block', margin: '0 auto' },
  fitted: { maxWidth: '100%', maxHeight: '100%', objectFit: 'contain' },
});

interface ImageViewerProps {
  readonly fileName: string;
  readonly content: Blob;
  readonly onClose: () => void;
}

/** A scan over the page: whole, or dot by dot. */
export function ImageViewer({ fileName, content, onClose }: ImageViewerProps) {
  useReturnFocus();
  const styles = useStyles();
  const texts = useMessages();
  const { attachments, common } = texts;
  const [fitted, setFitted] = useState(true);
  const [url, setUrl] = useState('');
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(content);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [content]);
  const zoom = fitted ? attachments.zoom : attachments.fit;
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface} aria-label={fileName}>
        <DialogBody className={styles.body}>
          <DialogTitle
            action={
              <>
                <Button
                  appearance="subtle"
                  icon={fitted ? <ZoomInRegular /> : <ZoomFitRegular />}
                  aria-label={zoom}
                  title={zoom}
                  onClick={() => setFitted(!fitted)}
                />
                <Button appearance="subtle" icon={<DismissRegular />} aria-label={common.close} onClick={onClose} />
              </>
            }
          >
            {fileName}
          </DialogTitle>
          {/* A scrolled part without controls must be reachable by keyboard. */}
          <DialogContent className={styles.content} tabIndex={0}>
            {broken ? (
              <Text>{failureSentence(texts, { code: 'KD-6308' })}</Text>
            ) : (
              url !== '' && (
                <img
                  src={url}
                  alt={fileName}
                  className={mergeClasses(styles.image, fitted && styles.fitted)}
                  onError={() => setBroken(true)}
                />
              )
            )}
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
