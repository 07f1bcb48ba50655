import type { Found } from './found.ts';

const KEPT = 12;

/** What this user opened from the palette in this session, the newest first; it goes with the session. */
export class Recent {
  #found: readonly Found[] = [];

  /** What it shows now: a view may have got another name, or be gone. */
  among(views: readonly { readonly id: string; readonly name: string }[]): readonly Found[] {
    return this.#found.flatMap((found): Found[] => {
      if (found.kind !== 'view') return [found];
      const view = views.find(({ id }) => id === found.of.id);
      return view === undefined ? [] : [{ ...found, of: { ...found.of, name: view.name } }];
    });
  }

  add(found: Found): void {
    const others = this.#found.filter((one) => one.kind !== found.kind || one.of.id !== found.of.id);
    this.#found = [found, ...others].slice(0, KEPT);
  }
}
