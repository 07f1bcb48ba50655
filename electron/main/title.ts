import type { AccessState } from '#shared/contract/access.ts';
import type { Contour } from '#shared/domain/states.ts';
import { type Language, messages } from '#shared/text/translate.ts';

/** «Картотека — ГБУЗ … · УЧЕБНЫЙ КОНТУР»: the contour always, the organisation while its data are open. */
export function windowTitle(language: Language, contourOfPolicy: Contour, state: AccessState | null): string {
  const texts = messages(language);
  const open = state?.stage === 'open' ? state : null;
  const contour = open?.contour ?? contourOfPolicy;
  return texts.main.windowTitle(open?.user.organisation ?? null, texts.states.contour[contour].toUpperCase());
}
