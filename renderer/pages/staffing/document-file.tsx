import { makeStyles, Subtitle2 } from '@fluentui/react-components';
import type { StaffingDocumentView } from '#shared/contract/staffing.ts';
import { useMessages } from '../../app/i18n.tsx';
import { RecordFiles } from '../../attachments/record-files.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { SubjectHistory } from '../../history/subject-history.tsx';
import { ViewDialog } from '../../ui/view-dialog.tsx';

const useStyles = makeStyles({ title: { margin: 0 } });

interface DocumentFileProps {
  readonly document: StaffingDocumentView;
  readonly codes: Codes;
  /** This user may keep staffing tables, today. */
  readonly editor: boolean;
  readonly onClose: () => void;
}

/** The files of a staffing table, and what was changed in it and in its posts, with the way back. */
export function DocumentFile({ document: { id, number }, codes, editor, onClose }: DocumentFileProps) {
  const styles = useStyles();
  const { staffing, history } = useMessages();
  const title = staffing.editDocumentTitle(number);
  return (
    <ViewDialog title={title} wide onClose={onClose}>
      <RecordFiles owner={{ kind: 'staffingDocument', id }} title={title} disabled={!editor} />
      <Subtitle2 as="h3" className={styles.title}>
        {history.list}
      </Subtitle2>
      <SubjectHistory subject={{ kind: 'staffingDocument', id }} codes={codes} />
    </ViewDialog>
  );
}
