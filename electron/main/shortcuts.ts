import type { PrintModel } from '#shared/contract/host.ts';
import { shortcutGroups } from '#shared/text/command-texts.ts';
import { type Language, messages } from '#shared/text/translate.ts';

/** The page of keys as a document: every command with a key, by where it works. */
export function shortcutsModel(language: Language, made: { readonly by: string; readonly at: Date }): PrintModel {
  const texts = messages(language);
  const { shortcuts } = texts.commands;
  return {
    title: shortcuts.title,
    organisation: texts.common.product,
    parameters: [],
    madeAt: made.at.toLocaleString(language === 'ru' ? 'ru-RU' : 'en-GB', { dateStyle: 'short', timeStyle: 'short' }),
    madeBy: made.by,
    columns: [
      { title: shortcuts.command, width: 60, align: 'start' },
      { title: shortcuts.keys, width: 30, align: 'start' },
    ],
    rows: shortcutGroups(texts).flatMap(({ title, rows }) => [
      { cells: [title], style: 'heading' as const },
      ...rows.map(({ name, keys }) => ({ cells: [name, keys.join(', ')], style: 'normal' as const })),
    ]),
    landscape: false,
    signers: [],
    language,
  };
}
