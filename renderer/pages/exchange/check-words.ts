import type { CheckLine, CheckReport } from '#shared/contract/exchange.ts';
import type { Messages } from '#shared/text/translate.ts';
import type { Format } from '../../app/format.ts';

export interface CheckWords {
  readonly step: string;
  readonly outcome: string;
  readonly title: string;
  /** Empty where nothing has to be done. */
  readonly advice: string;
}

/** What a step of the check says. */
export function wordsOf(
  { exchange }: Messages,
  format: Pick<Format, 'date' | 'number'>,
  { step, outcome, finding, facts }: CheckLine,
): CheckWords {
  const { checking } = exchange;
  const shown = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'number' ? format.number(name === 'seconds' ? Math.abs(value) : value) : format.date(value),
    ]),
  );
  const words: { readonly title: (facts: typeof shown) => string; readonly advice?: string } =
    finding === 'fine' ? { title: checking.fine[step] } : checking.findings[finding];
  return {
    step: checking.steps[step],
    outcome: checking.outcome[outcome],
    title: words.title(shown),
    advice: words.advice ?? '',
  };
}

/** The report as text to be sent to whoever helps: addresses and findings, nobody's name and no secret. */
export function reportText(
  texts: Messages,
  format: Pick<Format, 'date' | 'number' | 'moment'>,
  { at, endpoints }: CheckReport,
): string {
  const { checking } = texts.exchange;
  const lines = endpoints.flatMap((endpoint) => [
    '',
    endpoint.address,
    ...endpoint.lines.map((line) => {
      const { step, outcome, title, advice } = wordsOf(texts, format, line);
      return [`${step}: ${outcome}. ${title}.`, advice].filter((part) => part !== '').join(' ');
    }),
  ]);
  return [checking.reportTitle, checking.at(format.moment(at)), ...lines].join('\n');
}
