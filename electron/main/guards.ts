import type { App, Session, WebContents } from 'electron';
import type { Log } from './log.ts';
import type { PageSource } from './origin.ts';
import { isOfViewer } from './pdf-windows.ts';

/** Everything a page may ask of the system. Pasting needs no permission: the browser gives the data to the event. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Schemes a request of a page may have at all; the network is not among them. */
const LOCAL_SCHEMES: ReadonlySet<string> = new Set(['blob:', 'data:', 'devtools:']);

export function mayUsePermission(permission: string, origin: string, pages: PageSource): boolean {
  return ALLOWED_PERMISSIONS.has(permission) && originOf(origin) === pages.origin;
}

/** Whether a page of ours may load from this address: its own origin, local data, what the viewer of PDF is made of. */
export function mayLoad(address: string, pages: PageSource): boolean {
  if (!URL.canParse(address)) return false;
  const origin = originOf(address);
  if (LOCAL_SCHEMES.has(new URL(address).protocol) || origin === pages.origin || isOfViewer(origin)) return true;
  // The development server tells of changed files over a socket of its own.
  return pages.origin.startsWith('http://') && originOf(address.replace(/^ws:/, 'http:')) === pages.origin;
}

/** `scheme://host:port`; for our own scheme Node's `URL.origin` would say `null`. */
function originOf(address: string): string {
  if (!URL.canParse(address)) return 'null';
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

/** Denies by default what a page could ask of the program or of the system. */
export function guardSession(session: Session, pages: PageSource): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(mayUsePermission(permission, details.requestingUrl, pages)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUsePermission(permission, origin, pages));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  // Spelling dictionaries would be fetched from a foreign server.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayLoad(details.url, pages) }));
  session.on('will-download', (event) => event.preventDefault());
}

/** No page goes anywhere, opens a window or embeds one. */
export function guardContents(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    const deny = (what: string) => (event: { preventDefault(): void }) => {
      event.preventDefault();
      log.write('warn', 'guard.denied', { what });
    };
    contents.on('will-navigate', deny('navigate'));
    contents.on('will-frame-navigate', deny('frame-navigate'));
    contents.on('will-redirect', deny('redirect'));
    contents.on('will-attach-webview', deny('webview'));
    contents.setWindowOpenHandler(() => {
      log.write('warn', 'guard.denied', { what: 'window' });
      return { action: 'deny' };
    });
  });
}
