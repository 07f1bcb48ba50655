import type { PrintModel } from '#shared/contract/host.ts';

declare global {
  interface Window {
    /** Given by the preload of print windows. */
    readonly kartotekaPrint: {
      model(): Promise<PrintModel>;
      /** The page stands as it is to be printed. */
      ready(): void;
      failed(): void;
    };
  }
}
