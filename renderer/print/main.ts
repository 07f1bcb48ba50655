import './bridge.ts';
import { pageOf } from './page.ts';

/** Asks for the document, lays it out with its fonts, and says that it can be printed. */
async function show(): Promise<void> {
  const model = await window.kartotekaPrint.model();
  document.documentElement.lang = model.language;
  document.title = model.title;
  document.body.append(pageOf(model));
  await Promise.all([document.fonts.load('9pt "PT Sans"', 'Я'), document.fonts.load('bold 9pt "PT Sans"', 'Я')]);
  await document.fonts.ready;
  window.kartotekaPrint.ready();
}

show().catch(() => window.kartotekaPrint.failed());
