import { ToolbarButton } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useCommand } from '../../app/commands.tsx';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { OnDayCommand } from '../../ui/on-day-command.tsx';
import { CommandBar } from '../../ui/page.tsx';
import { SubmitDraft } from '../staff/submit-draft.tsx';
import { useDraft } from '../staff/use-draft.ts';
import { ExportMenu } from './export-menu.tsx';
import { useMayEditOrganisation } from './use-may-edit.ts';

/** What is done with the organisation as a whole. */
export function OrganisationCommands() {
  const { organisation, staff } = useMessages();
  const { go } = useNavigation();
  const mayEdit = useMayEditOrganisation();
  const draft = useDraft(mayEdit);
  const [submitting, setSubmitting] = useState(false);
  useCommand('organisation.submit', draft === null ? null : () => setSubmitting(true));
  return (
    <>
      <CommandBar label={organisation.commands}>
        {mayEdit && (
          <ToolbarButton icon={<SendRegular />} disabled={draft === null} onClick={() => setSubmitting(true)}>
            {staff.submit}
          </ToolbarButton>
        )}
        <ExportMenu />
        <OnDayCommand />
      </CommandBar>
      {submitting && draft !== null && (
        <SubmitDraft
          draft={draft}
          onClose={() => setSubmitting(false)}
          onShowErrors={() => go('requests', { requestId: draft.id })}
        />
      )}
    </>
  );
}
