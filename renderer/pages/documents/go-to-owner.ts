import type { RegisteredAttachment } from '#shared/contract/attachments.ts';
import { fieldNames } from '#shared/domain/fields.ts';
import { useNavigation } from '../../app/navigation.tsx';

/** Opens the page of the record that a file belongs to, at that record. */
export function useGoToOwner(): (line: Pick<RegisteredAttachment, 'owner' | 'subject'>) => void {
  const { go } = useNavigation();
  return ({ owner, subject }) => {
    const { kind, id, title } = subject;
    if (kind === 'person') {
      // The first field says whose the record is.
      const [, field = ''] = fieldNames(owner.kind);
      go('staff', { filter: { text: title, employed: 'all' }, personId: id, focus: { ...owner, field } });
    } else if (kind === 'division') go('divisions', { divisionId: id });
    else if (kind === 'staffingDocument') go('staffing', { documentId: id });
    else go('organisation');
  };
}
