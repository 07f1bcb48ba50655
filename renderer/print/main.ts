import './bridge.ts';
import { pageOf } from './page.ts';

/** Asks for the document, builds it, has its fonts at hand, and says that it can be printed. */
async function show(): Promise<void> {
  const model = await window.kartotekaPrint.model();
  document.documentElement.lang = model.language;
  document.title = model.title;
  document.body.append(pageOf(model));
  // Every script of both weights: what is not laid out on the screen asks for no font by itself.
  await Promise.all([...document.fonts].map((face) => face.load()));
  window.kartotekaPrint.ready();
}

show().catch(() => window.kartotekaPrint.failed());
