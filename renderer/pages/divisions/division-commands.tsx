import {
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToolbarButton,
  ToolbarDivider,
  Tooltip,
} from '@fluentui/react-components';
import {
  AddRegular,
  ArrowCollapseAllRegular,
  ArrowMoveRegular,
  DismissCircleRegular,
  MailRegular,
  OpenRegular,
  PeopleRegular,
  PersonStarRegular,
  TextExpandRegular,
} from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { DIVISION_LEVELS, type Division } from '#shared/domain/entities.ts';
import { checkParent, treeOf } from '#shared/rules/division-tree.ts';
import { api, call } from '../../app/api.ts';
import { useCommand } from '../../app/commands.tsx';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { UndoButtons } from '../../grid/undo-buttons.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { NoticeDialog } from '../../notices/notice-dialog.tsx';
import { useMayNotify } from '../../notices/use-may-notify.ts';
import { OnDayCommand } from '../../ui/on-day-command.tsx';
import { CommandBar } from '../../ui/page.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { CreateDialog } from './create-dialog.tsx';
import { DivisionCard } from './division-card.tsx';
import { HeadDialog } from './head-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { useMayEditDivisions } from './use-may-edit.ts';
import type { DivisionUndo } from './use-undo.ts';

/** What is being done to which division. */
export type DivisionVerb =
  | { readonly kind: 'card' | 'close' | 'notify'; readonly node: DivisionNode }
  | { readonly kind: 'head'; readonly divisionIds: readonly string[] }
  | { readonly kind: 'move'; readonly node: DivisionNode; readonly parentId: string | null }
  | { readonly kind: 'create'; readonly level: Division['level']; readonly parent: DivisionNode | null };

interface DivisionCommandsProps {
  /** The one chosen. */
  readonly node: DivisionNode | null;
  readonly nodes: readonly DivisionNode[];
  /** Ticked ones, else the one chosen. */
  readonly chosen: readonly string[];
  /** The button that lays the columns. */
  readonly columns: ReactElement;
  readonly undo: DivisionUndo;
  readonly codes: Codes;
  readonly verb: DivisionVerb | null;
  readonly onVerb: (verb: DivisionVerb | null) => void;
  readonly onPeople: (divisionId: string) => void;
  readonly onExpand: () => void;
  readonly onCollapse: () => void;
  readonly onCreated: (divisionId: string, parentId: string | null) => void;
}

/** Verbs of the divisions page with their dialogs; those of other roles are not shown. */
export function DivisionCommands(props: DivisionCommandsProps) {
  const { node, nodes, chosen, undo, codes, verb, onVerb, onPeople, onExpand, onCollapse, onCreated } = props;
  const { divisions, bulk, notices } = useMessages();
  const mayNotify = useMayNotify();
  const notify = useNotify();
  const mayEdit = useMayEditDivisions();
  const tree = treeOf(nodes);
  const mayStandIn = (level: Division['level']) => checkParent({ id: '', level }, node?.id ?? null, tree) === null;
  const reopen = useMutation({
    mutationFn: ({ id, liquidationDate }: DivisionNode) => {
      const edit = { kind: 'division' as const, id, field: 'liquidationDate', from: liquidationDate, to: null };
      return trackSaving(call(api().divisions.applyEdits({ edits: [edit] })));
    },
    onSuccess: (_answer, { name }) => notify.done(divisions.reopened(name)),
    onError: (error) => notify.failed(error),
  });
  const done = () => onVerb(null);
  const create = (level: Division['level']) =>
    onVerb({ kind: 'create', level, parent: mayStandIn(level) ? node : null });
  const isOpen = mayEdit && node !== null && node.liquidationDate === null;
  useCommand('divisions.create.division', mayEdit ? () => create('division') : null);
  useCommand('divisions.create.section', mayEdit && mayStandIn('section') ? () => create('section') : null);
  useCommand('divisions.create.room', mayEdit && mayStandIn('room') ? () => create('room') : null);
  useCommand('divisions.card', node === null ? null : () => onVerb({ kind: 'card', node }));
  useCommand(
    'divisions.move',
    mayEdit && node !== null ? () => onVerb({ kind: 'move', node, parentId: node.parentId }) : null,
  );
  useCommand('divisions.close', isOpen ? () => onVerb({ kind: 'close', node }) : null);
  useCommand('divisions.people', node === null ? null : () => onPeople(node.id));
  useCommand('divisions.expandAll', onExpand);
  useCommand('divisions.collapseAll', onCollapse);
  return (
    <>
      <CommandBar label={divisions.commands}>
        {mayEdit && (
          <Menu>
            <MenuTrigger disableButtonEnhancement>
              <ToolbarButton appearance="primary" icon={<AddRegular />}>
                {divisions.create}
              </ToolbarButton>
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                {DIVISION_LEVELS.map((level) => (
                  <MenuItem
                    key={level}
                    disabled={level !== 'division' && !mayStandIn(level)}
                    onClick={() => create(level)}
                  >
                    {divisions.createOf[level]}
                  </MenuItem>
                ))}
              </MenuList>
            </MenuPopover>
          </Menu>
        )}
        <ToolbarButton
          icon={<OpenRegular />}
          disabled={node === null}
          onClick={() => node !== null && onVerb({ kind: 'card', node })}
        >
          {divisions.card}
        </ToolbarButton>
        {mayEdit && (
          <>
            <ToolbarButton
              icon={<ArrowMoveRegular />}
              disabled={node === null}
              onClick={() => node !== null && onVerb({ kind: 'move', node, parentId: node.parentId })}
            >
              {divisions.move}
            </ToolbarButton>
            <ToolbarButton
              icon={<PersonStarRegular />}
              disabled={chosen.length === 0}
              onClick={() => onVerb({ kind: 'head', divisionIds: chosen })}
            >
              {bulk.head}
            </ToolbarButton>
            {node?.liquidationDate == null ? (
              <ToolbarButton
                icon={<DismissCircleRegular />}
                disabled={node === null}
                onClick={() => node !== null && onVerb({ kind: 'close', node })}
              >
                {divisions.close}
              </ToolbarButton>
            ) : (
              <ToolbarButton
                icon={<DismissCircleRegular />}
                disabled={reopen.isPending}
                onClick={() => reopen.mutate(node)}
              >
                {divisions.reopen}
              </ToolbarButton>
            )}
          </>
        )}
        <ToolbarButton
          icon={<PeopleRegular />}
          disabled={node === null}
          onClick={() => node !== null && onPeople(node.id)}
        >
          {divisions.people}
        </ToolbarButton>
        <ToolbarDivider />
        {mayEdit && <UndoButtons sheet="divisions" session={undo} />}
        <Tooltip content={divisions.expandAll} relationship="label">
          <ToolbarButton icon={<TextExpandRegular />} onClick={onExpand} />
        </Tooltip>
        <Tooltip content={divisions.collapseAll} relationship="label">
          <ToolbarButton icon={<ArrowCollapseAllRegular />} onClick={onCollapse} />
        </Tooltip>
        {mayNotify && (
          <Tooltip content={notices.command} relationship="label">
            <ToolbarButton
              icon={<MailRegular />}
              disabled={node === null}
              onClick={() => node !== null && onVerb({ kind: 'notify', node })}
            />
          </Tooltip>
        )}
        <OnDayCommand />
        {props.columns}
      </CommandBar>
      {verb?.kind === 'card' && <DivisionCard divisionId={verb.node.id} codes={codes} onClose={done} />}
      {verb?.kind === 'head' && <HeadDialog divisionIds={verb.divisionIds} codes={codes} onClose={done} />}
      {verb?.kind === 'close' && <CloseDialog node={verb.node} codes={codes} onClose={done} />}
      {verb?.kind === 'notify' && (
        <NoticeDialog
          concerned={{ of: 'division', divisionId: verb.node.id }}
          template="division"
          about={verb.node.name}
          onClose={done}
        />
      )}
      {verb?.kind === 'move' && (
        <MoveDialog node={verb.node} nodes={nodes} parentId={verb.parentId} codes={codes} onClose={done} />
      )}
      {verb?.kind === 'create' && (
        <CreateDialog
          level={verb.level}
          parent={verb.parent}
          codes={codes}
          onClose={done}
          onCreated={(id) => onCreated(id, verb.parent?.id ?? null)}
        />
      )}
    </>
  );
}
