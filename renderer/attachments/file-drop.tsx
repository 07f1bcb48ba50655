import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type DragEvent, type ReactNode, useState } from 'react';

const useStyles = makeStyles({
  over: { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '2px' },
});

interface FileDropProps {
  readonly className?: string;
  readonly disabled: boolean;
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** A part of the page that takes a file dropped onto it; whoever cannot drag has a button beside it. */
export function FileDrop({ className, disabled, onFile, children }: FileDropProps) {
  const styles = useStyles();
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a button beside it that does the same
    <div
      className={mergeClasses(className, over && styles.over)}
      onDragOver={(event) => {
        if (disabled || !hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (disabled || !hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        const [file] = event.dataTransfer.files;
        if (file !== undefined) onFile(file);
      }}
    >
      {children}
    </div>
  );
}
