import type { ExchangeNote } from '../../sandbox/control/exchanges.ts';
import type { SandboxProcess } from './sandbox.ts';

export type Fits = (note: ExchangeNote) => boolean;

/** A page of a copy, in either way of asking for one. */
export const aPage: Fits = ({ url }) => /_history\?|_getpages/.test(url);
/** The sending of a request. */
export const aSubmission: Fits = ({ method, url }) => method === 'POST' && url === '/fhir';
/** The question whether a request arrived, before it is sent again. */
export const aQuestion: Fits = ({ url }) => url.startsWith('/fhir/Task?identifier=');

/** What the registry was asked and has answered since somebody began to listen. */
export class ExchangeLog {
  readonly notes: ExchangeNote[] = [];
  readonly #waiting = new Set<(note: ExchangeNote) => void>();
  #stop: () => void = () => undefined;

  static async follow(sandbox: SandboxProcess): Promise<ExchangeLog> {
    const log = new ExchangeLog();
    log.#stop = await sandbox.watch((note) => {
      log.notes.push(note);
      for (const wait of [...log.#waiting]) wait(note);
    });
    return log;
  }

  /** @param act done at the very moment, before anything else is heard */
  next(at: ExchangeNote['at'], fits: Fits, act: () => void = () => undefined): Promise<void> {
    return new Promise((resolve) => {
      const wait = (note: ExchangeNote): void => {
        if (note.at !== at || !fits(note)) return;
        this.#waiting.delete(wait);
        act();
        resolve();
      };
      this.#waiting.add(wait);
    });
  }

  stop(): void {
    this.#stop();
  }
}
