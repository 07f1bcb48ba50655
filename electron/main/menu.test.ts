import { describe, expect, test, vi } from 'vitest';
import { COMMANDS, type CommandId, isFor } from '#shared/contract/commands.ts';
import { PrintModel } from '#shared/contract/host.ts';
import { menuTemplate } from './menu.ts';
import { shortcutsModel } from './shortcuts.ts';

describe('the native menu', () => {
  const actions = () => ({ quit: vi.fn(), about: vi.fn(), scale: vi.fn(), command: vi.fn() });
  type Item = ReturnType<typeof menuTemplate>[number];
  const flat = (items: readonly Item[]): Item[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);

  test('has no way to developer tools in a packaged program', () => {
    expect(JSON.stringify(menuTemplate('ru', actions(), true, 'editor'))).not.toMatch(/toggleDevTools|reload|F12/i);
    expect(JSON.stringify(menuTemplate('ru', actions(), false, 'editor'))).toContain('toggleDevTools');
  });

  test('offers every command of the role, with its key, and hands it to the page', () => {
    const given = actions();
    const items = flat(menuTemplate('ru', given, true, 'editor'));
    for (const item of items)
      if (item.click && item.registerAccelerator === false) item.click({} as never, undefined, {} as never);
    const chosen = given.command.mock.calls.map(([id]) => id as CommandId);
    const own = new Set<CommandId>(['larger', 'smaller', 'usualSize', 'onDay', 'undo', 'redo']);
    const expected = [...COMMANDS.keys()].filter((id) => isFor('editor', id) && !own.has(id));
    expect(new Set(chosen)).toEqual(new Set(expected));
    expect(items.find(({ label }) => label === 'Сотрудники')).toMatchObject({ accelerator: 'CmdOrCtrl+2' });
    expect(items.find(({ label }) => label === 'Назад')).toMatchObject({ accelerator: 'Alt+Left' });
  });

  test('can do nothing before somebody is at work', () => {
    const items = flat(menuTemplate('en', actions(), true, null));
    const enabled = items.filter(
      ({ registerAccelerator, enabled, role }) =>
        registerAccelerator === false && role === undefined && enabled !== false,
    );
    expect(enabled).toEqual([]);
  });
});

test('the page of keys names every key once', () => {
  const model = PrintModel.parse(shortcutsModel('ru', { by: 'Кадрова А. С.', at: new Date(2026, 10, 21, 9, 5) }));
  const texts = model.rows.flatMap(({ cells }) => cells);
  expect(texts).toEqual(
    expect.arrayContaining(['Поиск и команды…', 'Ctrl+K', 'F1, Ctrl+/', 'Заполнить вниз', 'Ctrl+D']),
  );
  expect(model).toMatchObject({ title: 'Клавиши программы', madeBy: 'Кадрова А. С.', madeAt: '21.11.2026, 09:05' });
});
