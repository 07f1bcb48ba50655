import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToolbarButton,
} from '@fluentui/react-components';
import { TableSettingsRegular } from '@fluentui/react-icons';
import { useState, useSyncExternalStore } from 'react';
import { BUILT_IN_VIEWS, type BuiltInView, type ViewChoice } from '#shared/contract/staff-views.ts';
import { STAFF_COLUMN_KEYS, type StaffColumn } from '#shared/domain/staff-columns.ts';
import { useCommand } from '../../app/commands.tsx';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { ColumnDialog } from '../../grid/column-dialog.tsx';
import { wholeLayout } from '../../grid/column-layout.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { StaffDesk } from './staff-desk.ts';
import { contentOf, shows } from './staff-views.ts';
import { useSavedViews } from './use-saved-views.ts';
import { keptLayout, type StaffLayout } from './use-staff-layout.ts';
import { ViewNameDialog } from './view-name-dialog.tsx';

const USUAL = wholeLayout<StaffColumn>({ columns: [], frozen: 1 }, STAFF_COLUMN_KEYS);
const OPENS_WITH = 'opensWith';

type Looks = Parameters<typeof shows>[1];

interface ViewsMenuProps {
  readonly desk: StaffDesk;
  readonly layout: StaffLayout;
  readonly labelOf: (column: StaffColumn) => string;
}

/** «Вид»: goes over to another view, keeps the list as it stands now, and lays the columns. */
export function ViewsMenu({ desk, layout: { layout, setLayout }, labelOf }: ViewsMenuProps) {
  const { views: words } = useMessages();
  const notify = useNotify();
  const { views, opensWith, save, remove, openWith } = useSavedViews();
  const [open, setOpen] = useState<'new' | 'rename' | 'remove' | 'columns' | null>(null);
  const close = (): void => {
    setOpen(null);
    save.reset();
  };
  const choice = useSyncExternalStore(desk.subscribe, () => desk.state().view);
  const saved = views.find(({ id }) => id === choice);
  const content = contentOf(choice, views);
  const now = () => ({ ...desk.state(), layout });
  // Of a list that changes with every letter typed only this is shown.
  const changed = useSyncExternalStore(desk.subscribe, () => content === undefined || !shows(content, now()));
  const builtIn = BUILT_IN_VIEWS.find((name) => name === choice);
  const name = saved?.name ?? (builtIn === undefined ? words.none : words.builtIn[builtIn]);

  const show = (view: ViewChoice): void => {
    const next = contentOf(view, views);
    if (next === undefined) return;
    if (next.layout !== null) setLayout(wholeLayout(next.layout, STAFF_COLUMN_KEYS));
    void desk.open({ filter: next.filter, sort: next.sort, view });
  };
  const keep = (id: string | null, called: string, what: Looks = now()): void =>
    save.mutate(
      { id, name: called, filter: what.filter, sort: [...what.sort], layout: keptLayout(what.layout) },
      {
        onSuccess: (answer) => {
          close();
          if (id === null) desk.nameView(answer.id);
          notify.done(words.saved(called));
        },
      },
    );

  return (
    <>
      {BUILT_IN_VIEWS.map((view) => (
        <ViewCommand key={view} view={view} onShow={show} />
      ))}
      <Menu
        checkedValues={{ view: [choice], [OPENS_WITH]: opensWith === choice ? [OPENS_WITH] : [] }}
        onCheckedValueChange={(_event, { name: group, checkedItems }) => {
          if (group === OPENS_WITH) openWith.mutate(checkedItems.length === 0 ? 'all' : choice);
          else if (checkedItems[0] !== undefined) show(checkedItems[0] as ViewChoice);
        }}
      >
        <MenuTrigger disableButtonEnhancement>
          <ToolbarButton icon={<TableSettingsRegular />}>
            {changed && content !== undefined ? words.menuChanged(name) : words.menu(name)}
          </ToolbarButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {BUILT_IN_VIEWS.map((one) => (
              <MenuItemRadio key={one} name="view" value={one}>
                {words.builtIn[one]}
              </MenuItemRadio>
            ))}
            {views.length > 0 && (
              <MenuGroup>
                <MenuGroupHeader>{words.own}</MenuGroupHeader>
                {views.map(({ id, name: called }) => (
                  <MenuItemRadio key={id} name="view" value={id}>
                    {called}
                  </MenuItemRadio>
                ))}
              </MenuGroup>
            )}
            <MenuDivider />
            {changed && content !== undefined && <MenuItem onClick={() => show(choice)}>{words.reset}</MenuItem>}
            {changed && saved !== undefined && (
              <MenuItem onClick={() => keep(saved.id, saved.name)}>{words.saveChanges}</MenuItem>
            )}
            <MenuItem onClick={() => setOpen('new')}>{words.saveAs}</MenuItem>
            {saved !== undefined && <MenuItem onClick={() => setOpen('rename')}>{words.rename}</MenuItem>}
            {saved !== undefined && <MenuItem onClick={() => setOpen('remove')}>{words.remove}</MenuItem>}
            {content !== undefined && (
              <MenuItemCheckbox name={OPENS_WITH} value={OPENS_WITH}>
                {words.opensWith}
              </MenuItemCheckbox>
            )}
            <MenuDivider />
            <MenuItem onClick={() => setOpen('columns')}>{words.columns}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {open === 'new' && (
        <ViewNameDialog
          title={words.saveTitle}
          name=""
          busy={save.isPending}
          error={save.error}
          onSave={(called) => keep(null, called)}
          onClose={close}
        />
      )}
      {open === 'rename' && saved !== undefined && (
        <ViewNameDialog
          title={words.renameTitle}
          name={saved.name}
          busy={save.isPending}
          error={save.error}
          onSave={(called) => keep(saved.id, called, saved)}
          onClose={close}
        />
      )}
      {saved !== undefined && (
        <ConfirmDialog
          open={open === 'remove'}
          title={words.removeTitle(saved.name)}
          confirm={words.removeVerb}
          busy={remove.isPending}
          onCancel={close}
          onConfirm={() =>
            remove.mutate(saved.id, {
              onSuccess: () => {
                close();
                notify.done(words.removed(saved.name));
              },
            })
          }
        >
          {words.removeText}
        </ConfirmDialog>
      )}
      {open === 'columns' && (
        <ColumnDialog
          layout={layout}
          usual={USUAL}
          labelOf={labelOf}
          onApply={(next) => {
            setLayout(next);
            close();
          }}
          onClose={close}
        />
      )}
    </>
  );
}

/** The same from the palette. */
function ViewCommand({ view, onShow }: { readonly view: BuiltInView; readonly onShow: (view: ViewChoice) => void }) {
  useCommand(`view.${view}`, () => onShow(view));
  return null;
}
