import { z } from 'zod';
import { type HostServices, MailDraft, PrintModel, Toast } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';
import { EntityId } from '#shared/domain/values.ts';
import { mayOpenExternally } from './addresses.ts';
import type { Keystore } from './keystore.ts';
import type { PdfWindows } from './pdf-windows.ts';
import type { Printer } from './print.ts';

export interface HostServiceParts {
  readonly issuer: string | null;
  readonly openExternal: (url: string) => Promise<void>;
  readonly keystore: Keystore;
  readonly dialogs: Pick<HostServices, 'openFile' | 'openFolder' | 'saveFile'>;
  readonly print: Printer;
  readonly pdf: Pick<PdfWindows, 'show'>;
  readonly toast: (toast: Toast) => void;
  /** Address of a letter for the mail program. */
  readonly mailDraft: (draft: MailDraft) => string;
  readonly forgetPlaces: (storeId: string) => void;
  readonly resolveProxy: (url: string) => Promise<string>;
}

/** What only Electron can do, for core. */
export function createHostServices(parts: HostServiceParts): Omit<HostServices, 'keepSession'> {
  return {
    async openExternal({ url }) {
      if (!mayOpenExternally(url, parts.issuer)) throw new DeskError('KD-9002');
      await parts.openExternal(url);
    },
    keystoreAvailable: async () => parts.keystore.available(),
    keystoreWrap: async ({ secret }) => parts.keystore.wrap(secret),
    keystoreUnwrap: async ({ wrapped }) => parts.keystore.unwrap(wrapped),
    openFile: parts.dialogs.openFile,
    openFolder: parts.dialogs.openFolder,
    saveFile: parts.dialogs.saveFile,
    printToPdf: ({ model }) => parts.print(PrintModel.parse(model)),
    showPdf: ({ title, content }) => parts.pdf.show(title, content),
    showToast: async (toast) => parts.toast(Toast.parse(toast)),
    async draftMail(draft) {
      const url = parts.mailDraft(MailDraft.parse(draft));
      if (!mayOpenExternally(url, null)) throw new DeskError('KD-9002');
      await parts.openExternal(url).catch(() => {
        throw new DeskError('KD-6004');
      });
    },
    forgetPlaces: async ({ storeId }) => parts.forgetPlaces(EntityId.parse(storeId)),
    resolveProxy: ({ url }) => parts.resolveProxy(z.url({ protocol: /^https?$/ }).parse(url)),
  };
}
