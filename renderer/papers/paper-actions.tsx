import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import type { GivenPaper, PaperFormat } from '#shared/contract/papers.ts';
import { api, call } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { usePaperName } from './use-paper-name.ts';

interface PaperActionsProps {
  readonly paper: GivenPaper;
  readonly onCancel: () => void;
}

/** What can be done with a given paper; nothing with one that was cancelled. */
export function PaperActions({ paper, onCancel }: PaperActionsProps) {
  const { given } = useMessages().papers;
  const name = usePaperName()(paper);
  const notify = useNotify();
  const print = useMutation({
    mutationFn: (format: PaperFormat) => call(api().papers.print({ paperId: paper.id, format })),
    onError: notify.failed,
  });
  if (paper.cancelled !== null) return null;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          size="small"
          appearance="subtle"
          icon={<MoreHorizontalRegular />}
          menuIcon={null}
          aria-label={given.actionsOf(name)}
          disabledFocusable={print.isPending}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => print.mutate('pdf')}>{paper.prints === 0 ? given.print : given.duplicate}</MenuItem>
          <MenuItem onClick={() => print.mutate('docx')}>{given.save}</MenuItem>
          <MenuItem onClick={onCancel}>{given.cancel}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
