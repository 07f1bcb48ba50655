import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { DocumentTextRegular, PersonBoardRegular, PrintRegular, TaskListSquareLtrRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { papers as contract } from '#shared/contract/papers.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import type { Person } from '#shared/domain/entities.ts';
import { api, call } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { useSession } from '../app/session.tsx';
import { GivenPapersDialog } from './given-papers-dialog.tsx';
import { PaperDialog } from './paper-dialog.tsx';

/** What can be printed about a person, and what has been given out. */
export function PapersMenu({
  person,
}: {
  readonly person: Pick<Person, 'id' | 'lastName' | 'firstName' | 'patronymic'>;
}) {
  const { common, papers } = useMessages();
  const notify = useNotify();
  const mayWrite = refusalOf(contract.register, useSession().user) === null;
  const [open, setOpen] = useState<'write' | 'given' | null>(null);
  const close = () => setOpen(null);
  const portfolio = useMutation({
    mutationFn: () => call(api().papers.portfolio({ personId: person.id })),
    onError: notify.failed,
  });
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={papers.menuHint} relationship="description">
            <MenuButton
              size="small"
              appearance="subtle"
              icon={<PrintRegular />}
              disabledFocusable={portfolio.isPending}
            >
              {common.print}
            </MenuButton>
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<PersonBoardRegular />} onClick={() => portfolio.mutate()}>
              {papers.portfolio}
            </MenuItem>
            {mayWrite && (
              <MenuItem icon={<DocumentTextRegular />} onClick={() => setOpen('write')}>
                {papers.write}
              </MenuItem>
            )}
            <MenuItem icon={<TaskListSquareLtrRegular />} onClick={() => setOpen('given')}>
              {papers.givenOf}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {open === 'write' && <PaperDialog person={person} onClose={close} />}
      {open === 'given' && <GivenPapersDialog person={person} onClose={close} />}
    </>
  );
}
