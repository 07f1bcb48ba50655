import { z } from 'zod';
import type { EventName } from './events.ts';
import { NotificationKind } from './notifications.ts';
import { Policy } from './policy.ts';

/** What core needs at its start; the session blob is what an earlier core handed over for its successor. */
export const CoreStart = z.object({
  dataFolder: z.string(),
  temporaryFolder: z.string(),
  appVersion: z.string(),
  policy: Policy.nullable(),
  session: z.instanceof(Uint8Array).nullable(),
});
export type CoreStart = z.infer<typeof CoreStart>;

/** What a letter has that a report has not: it leaves the desk, or people sign under it. */
const Letter = z.object({
  /** Whom it is for and from whom, at the top right. */
  to: z.array(z.string()),
  /** «№ 3 от 21.11.2026» under the title; null for a paper without a number. */
  number: z.string().nullable(),
  /** «Дубликат» above the title. */
  mark: z.string().nullable(),
  /** Paragraphs above and below the table; where it has no columns there is none. */
  before: z.array(z.string()),
  after: z.array(z.string()),
});

/** A page to print: a report is a head, columns and rows; main shows it in a hidden window and prints. */
export const PrintModel = z.object({
  title: z.string(),
  organisation: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
  madeAt: z.string(),
  madeBy: z.string(),
  columns: z.array(
    z.object({ title: z.string(), width: z.number().positive(), align: z.enum(['start', 'center', 'end']) }),
  ),
  rows: z.array(
    z.object({
      cells: z.array(z.string()),
      /** A heading runs over all columns; a total is bold; where somebody signs is room for it. */
      style: z.enum(['normal', 'heading', 'total', 'sign']),
    }),
  ),
  landscape: z.boolean(),
  signers: z.array(z.string()),
  language: z.enum(['ru', 'en']),
  letter: Letter.optional(),
});
export type PrintModel = z.infer<typeof PrintModel>;

/** A message of the operating system: kinds and numbers, never whom it is about. */
export const Toast = z.object({
  /** Null: of several kinds. */
  kind: NotificationKind.nullable(),
  count: z.number().int().min(1),
});
export type Toast = z.infer<typeof Toast>;

/** Longer `mailto:` addresses are cut off by the systems that hand them over. Characters. */
export const MAIL_AT_MOST = 2_000;

/** As every mail program takes it unquoted. */
const PlainAddress = z
  .string()
  .max(320)
  .regex(/^[\w.+-]+@[a-z0-9.-]+$/i);

export const MailDraft = z.union([
  /** A letter about a kind of notification, never about anybody. */
  z.object({
    kind: NotificationKind,
    /** The user's own address; null leaves it to them. */
    to: PlainAddress.nullable(),
  }),
  /** A letter of the user to people who do not see the addresses of each other. */
  z.object({ subject: z.string().max(150), body: z.string().max(2_000), bcc: z.array(PlainAddress).min(1) }),
]);
export type MailDraft = z.infer<typeof MailDraft>;

/** Services of Electron that only main has; core calls them by message. */
export interface HostServices {
  /** https, or http to a loopback address of the policy's issuer; everything else is refused by main. */
  openExternal(input: { url: string }): Promise<void>;
  keystoreAvailable(input: Record<string, never>): Promise<boolean>;
  /** Encrypts for this user of the operating system; base64. */
  keystoreWrap(input: { secret: string }): Promise<string>;
  keystoreUnwrap(input: { wrapped: string }): Promise<string>;
  /** Path chosen by the user, or null. */
  openFile(input: { title: string; filters: readonly FileFilter[] }): Promise<string | null>;
  openFolder(input: { title: string }): Promise<string | null>;
  saveFile(input: { title: string; fileName: string; filters: readonly FileFilter[] }): Promise<string | null>;
  printToPdf(input: { model: PrintModel }): Promise<Uint8Array>;
  /** In a window of its own, without Node, without network, gone at a lock. */
  showPdf(input: { title: string; content: Uint8Array }): Promise<void>;
  /** Shown while the window is not in front; left out where the system has no messages. */
  showToast(input: Toast): Promise<void>;
  /** Opens it in the mail program, for the user to send or to throw away. */
  draftMail(input: MailDraft): Promise<void>;
  /** The proxy of the system for an address, as Chromium writes it: `DIRECT`, `PROXY host:port; …`. */
  resolveProxy(input: { url: string }): Promise<string>;
  /** Kept in main's memory only, for the next core if this one dies; null forgets it. */
  keepSession(input: { blob: Uint8Array | null }): Promise<void>;
  /** Where users were last in an organisation that is taken off the workstation. */
  forgetPlaces(input: { storeId: string }): Promise<void>;
}
export interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}
export type HostService = keyof HostServices;

/** What may stand in a log line besides its event: ids, codes, counts; never personal values. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
export type LogLevel = 'info' | 'warn' | 'error';

/** Messages main → core. */
export type ToCore =
  | { readonly type: 'start'; readonly start: CoreStart }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly method: string;
      readonly input: unknown;
      readonly jobId?: string;
      /** The session that the caller means; left out by main itself, which means whichever is open. */
      readonly sessionId?: string;
    }
  /** Where the file of a report lies; answered like a call, by a `Result<string | null>`. */
  | { readonly type: 'reportFile'; readonly id: number; readonly runId: string }
  | { readonly type: 'hostAnswer'; readonly id: number; readonly ok: boolean; readonly value: unknown }
  | { readonly type: 'online'; readonly online: boolean }
  | { readonly type: 'lock'; readonly cause: 'idle' | 'screen' | 'suspend' }
  | { readonly type: 'stop' };

/** Messages core → main. */
export type FromCore =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly type: 'event'; readonly name: EventName; readonly body: unknown }
  | { readonly type: 'hostCall'; readonly id: number; readonly service: HostService; readonly input: unknown }
  | { readonly type: 'log'; readonly level: LogLevel; readonly event: string; readonly fields: LogFields }
  | { readonly type: 'stopped' };
