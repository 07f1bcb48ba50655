import { ErrorCode } from '#shared/contract/errors.ts';
import type { FromCore, HostService, HostServices } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: DeskError) => void;
}

export interface HostLink {
  readonly services: HostServices;
  /** Takes main's answer to a service call. */
  answer(id: number, ok: boolean, value: unknown): void;
}

/**
 * {@link HostServices} over messages. A service that main refuses rejects with the {@link DeskError} whose code main
 * named.
 */
export function createHostLink(post: (message: FromCore) => void): HostLink {
  const waiting = new Map<number, Waiting>();
  let last = 0;

  function ask(service: HostService, input: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      post({ type: 'hostCall', id: last, service, input });
    });
  }

  return {
    services: {
      openExternal: (input) => ask('openExternal', input) as Promise<void>,
      keystoreAvailable: (input) => ask('keystoreAvailable', input) as Promise<boolean>,
      keystoreWrap: (input) => ask('keystoreWrap', input) as Promise<string>,
      keystoreUnwrap: (input) => ask('keystoreUnwrap', input) as Promise<string>,
      openFile: (input) => ask('openFile', input) as Promise<string | null>,
      openFolder: (input) => ask('openFolder', input) as Promise<string | null>,
      saveFile: (input) => ask('saveFile', input) as Promise<string | null>,
      printToPdf: (input) => ask('printToPdf', input) as Promise<Uint8Array>,
      showPdf: (input) => ask('showPdf', input) as Promise<void>,
      showToast: (input) => ask('showToast', input) as Promise<void>,
      draftMail: (input) => ask('draftMail', input) as Promise<void>,
      resolveProxy: (input) => ask('resolveProxy', input) as Promise<string>,
      forgetPlaces: (input) => ask('forgetPlaces', input) as Promise<void>,
      keepSession: (input) => ask('keepSession', input) as Promise<void>,
    },
    answer(id, ok, value) {
      const waiter = waiting.get(id);
      waiting.delete(id);
      if (ok) waiter?.resolve(value);
      else waiter?.reject(new DeskError(ErrorCode.safeParse(value).data ?? 'KD-9001'));
    },
  };
}
