import { type Language, messages } from '#shared/text/translate.ts';
import type { PolicyOutcome } from './policy.ts';

/** What to tell the user about a policy that is there but not in force; null when all is well. */
export function policyNotice(
  outcome: PolicyOutcome,
  language: Language,
): { title: string; message: string; detail: string; type: 'warning' } | null {
  const texts = messages(language).main.policy;
  const what =
    outcome.kind === 'unreadable'
      ? texts.unreadable(`${outcome.file} (${outcome.systemCode})`)
      : outcome.kind === 'rejected'
        ? texts.rejected(outcome.file, outcome.fields.join(', '))
        : null;
  if (what === null) return null;
  return { title: texts.title, message: texts.title, detail: `${what}\n\n${texts.consequence}`, type: 'warning' };
}
