/** The program's own pages. */
export const SCHEME = 'app';
export const HOST = 'kartoteka';
export const ORIGIN = `${SCHEME}://${HOST}`;

/** Where the pages come from: the built files, or a development server on this computer (never when packaged). */
export interface PageSource {
  readonly origin: string;
  page(name: 'index' | 'print'): string;
}

export function pageSource(packaged: boolean, developmentServer: string | undefined): PageSource {
  const origin = packaged || !developmentServer ? ORIGIN : new URL(developmentServer).origin;
  return { origin, page: (name) => `${origin}/${name}.html` };
}

/** The section that a page shows: it names it behind the `#` of its address. Null for anything else. */
export function sectionOf(address: string): string | null {
  const name = URL.canParse(address) ? new URL(address).hash.slice(1) : '';
  return /^[a-z]{1,20}$/.test(name) ? name : null;
}

/** What is known of the frame that calls. */
export interface Sender {
  readonly ownWindow: boolean;
  readonly topFrame: boolean;
  /** Origin of the frame as Chromium says, e.g. `app://kartoteka`; `null` as text for opaque ones. */
  readonly origin: string;
}

/** Only the top frame of a window of ours, on a page of ours, is answered. */
export function isOurs(sender: Sender, pages: PageSource): boolean {
  return sender.ownWindow && sender.topFrame && sender.origin === pages.origin;
}
