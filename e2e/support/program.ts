import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ElectronApplication, _electron as electron, expect, type Page } from '@playwright/test';
import type { Api } from '#shared/contract/index.ts';
import { pdfWords } from './pdf.ts';
import { SystemBrowser } from './system-browser.ts';

declare global {
  interface Window {
    readonly kartoteka: Api;
  }
}

const ROOT = resolve(import.meta.dirname, '../..');
/** Milliseconds until a start or a press that finds nothing to press counts as failed; several programs may be at work. */
const PATIENCE = 120_000;

/** The program with a profile of its own; it may be closed and opened again on the same profile. */
export class Program {
  readonly profile: string;
  readonly browser: SystemBrowser;
  readonly policyFile: string | undefined;
  readonly #display: string | undefined;
  readonly #switches: readonly string[];
  #application: ElectronApplication | undefined;
  #page: Page | undefined;

  private constructor(
    profile: string,
    browser: SystemBrowser,
    policyFile: string | undefined,
    display: string | undefined,
    switches: readonly string[],
  ) {
    this.profile = profile;
    this.browser = browser;
    this.policyFile = policyFile;
    this.#display = display;
    this.#switches = switches;
  }

  /**
   * @param display where it is drawn, the usual one when not said
   * @param switches further words of the command line
   */
  static async create(policyFile?: string, display?: string, switches: readonly string[] = []): Promise<Program> {
    const folder = await mkdtemp(join(tmpdir(), 'kartoteka-e2e-'));
    const browser = await SystemBrowser.create(join(folder, 'bin'));
    return new Program(join(folder, 'profile'), browser, policyFile, display, switches);
  }

  get page(): Page {
    if (!this.#page) throw new Error('the program is not open');
    return this.#page;
  }

  get application(): ElectronApplication {
    if (!this.#application) throw new Error('the program is not open');
    return this.#application;
  }

  async open(): Promise<Page> {
    const root = process.getuid?.() === 0;
    this.#application = await electron.launch({
      cwd: ROOT,
      timeout: PATIENCE,
      args: [
        ROOT,
        `--user-data-dir=${this.profile}`,
        ...this.#switches,
        ...(this.policyFile ? [`--policy=${this.policyFile}`] : []),
        // Chromium refuses to run as root with its sandbox; the product never passes this.
        ...(root ? ['--no-sandbox'] : []),
      ],
      env: {
        ...process.env,
        ...(this.#display === undefined ? {} : { DISPLAY: this.#display }),
        PATH: `${this.browser.folder}:${process.env.PATH}`,
        LANG: 'ru_RU.UTF-8',
      },
    });
    this.#application.context().setDefaultTimeout(PATIENCE);
    this.#page = await this.#application.firstWindow({ timeout: PATIENCE });
    // The system does not hear the keys of a test: to it the desk is left, and after some minutes would be locked.
    await this.#application.evaluate(({ powerMonitor }) => {
      powerMonitor.getSystemIdleTime = () => 0;
    });
    return this.#page;
  }

  /** The same program through another of its windows. */
  through(page: Page): Program {
    const other = new Program(this.profile, this.browser, this.policyFile, this.#display, this.#switches);
    other.#application = this.#application;
    other.#page = page;
    return other;
  }

  /** Chooses from the native menu, which no page can reach. @returns the keys that do the same */
  async choose(menu: string, item: string): Promise<string> {
    return this.application.evaluate(
      ({ Menu }, [menu, item]) => {
        const found = Menu.getApplicationMenu()
          ?.items.find(({ label }) => label === menu)
          ?.submenu?.items.find(({ label }) => label === item);
        if (found === undefined) throw new Error(`no «${item}» in the menu`);
        found.click();
        return String(found.accelerator);
      },
      [menu, item] as const,
    );
  }

  /** Answers the next dialogs of the system; there is no other way to reach them. */
  async answerDialogs(answers: { open?: string; save?: string }): Promise<void> {
    await this.application.evaluate(({ dialog }, { open, save }) => {
      dialog.showOpenDialog = async () => ({
        canceled: open === undefined,
        filePaths: open === undefined ? [] : [open],
      });
      dialog.showSaveDialog = async () => ({ canceled: save === undefined, filePath: save ?? '' });
    }, answers);
  }

  /** The document that was opened in a window of its own; it has another one, which nobody sees, while it is printed. */
  async document(): Promise<Page> {
    const shown = () => this.application.windows().filter((page) => page.url().startsWith('attachment:'));
    await expect.poll(() => shown().length).toBe(1);
    const [page] = shown();
    if (page === undefined) throw new Error('the document is closed already');
    return page;
  }

  /** What the document in the other window says, spaces as one; the window is closed afterwards. */
  async takeDocument(): Promise<string> {
    const shown = await this.document();
    const content = await this.application.evaluate(
      async ({ net }, url) => Buffer.from(await (await net.fetch(url)).arrayBuffer()).toString('base64'),
      shown.url(),
    );
    await shown.close();
    return pdfWords(Buffer.from(content, 'base64'));
  }

  /** A keystore as every Windows has, so that the sign-in outlives core: the system here offers none. */
  async giveKeystore(): Promise<void> {
    await this.application.evaluate(({ safeStorage }) => {
      Object.assign(safeStorage, {
        isEncryptionAvailable: () => true,
        getSelectedStorageBackend: () => 'gnome_libsecret',
        encryptString: (secret: string) => Buffer.from(secret),
        decryptString: (wrapped: Buffer) => wrapped.toString(),
      });
    });
  }

  async close(): Promise<void> {
    await this.#application?.close();
    this.#application = undefined;
    this.#page = undefined;
  }

  /** As a power cut would end it. */
  async kill(): Promise<void> {
    const gone = this.application.waitForEvent('close');
    this.application.process().kill('SIGKILL');
    await gone;
    this.#application = undefined;
    this.#page = undefined;
  }

  async dispose(): Promise<void> {
    await this.close();
    await this.browser.close();
    await rm(resolve(this.profile, '..'), { recursive: true, force: true });
  }
}
