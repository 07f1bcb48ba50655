import { existsSync, watch } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';

/** Files (PEM) by which a person's browser is known to one origin. */
export interface BrowserCertificate {
  readonly origin: string;
  readonly certPath: string;
  readonly keyPath: string;
}

export interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly organisation?: string;
}

/** Milliseconds; a machine with other tests on it may need seconds for a page. */
const PATIENCE = 120_000;

/**
 * The desktop's way of opening an address: a command `xdg-open` found first on the path, which writes the address down.
 * The program itself is not touched; a real Chromium then plays the user's browser.
 */
export class SystemBrowser {
  readonly folder: string;
  /** For servers that ask for one. */
  certificate: BrowserCertificate | null = null;
  readonly #inbox: string;
  #browser: Browser | undefined;

  private constructor(folder: string) {
    this.folder = folder;
    this.#inbox = join(folder, 'opened');
  }

  static async create(folder: string): Promise<SystemBrowser> {
    await mkdir(folder, { recursive: true });
    const browser = new SystemBrowser(folder);
    const command = join(folder, 'xdg-open');
    await writeFile(
      command,
      `#!/bin/sh\nprintf '%s' "$1" > '${browser.#inbox}.part' && mv '${browser.#inbox}.part' '${browser.#inbox}'\n`,
    );
    await chmod(command, 0o755);
    return browser;
  }

  /** Fills the provider's login form at the address that the program opened; who works in several chooses there. */
  async signIn({ login, password, organisation }: Credentials): Promise<void> {
    const address = await this.#nextAddress();
    this.#browser ??= await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox'],
      timeout: PATIENCE,
    });
    // A person's browser knows the authorities of the house; this one is told of none.
    const context = await this.#browser.newContext({
      locale: 'ru-RU',
      ignoreHTTPSErrors: true,
      clientCertificates: this.certificate === null ? [] : [this.certificate],
    });
    context.setDefaultTimeout(PATIENCE);
    try {
      const page = await context.newPage();
      await page.goto(address);
      await page.getByLabel('Логин').fill(login);
      await page.getByLabel('Пароль').fill(password);
      await page.getByRole('button', { name: 'Войти' }).click();
      if (organisation !== undefined) await page.getByRole('button', { name: organisation }).click();
      await page.waitForURL(/127\.0\.0\.1:\d+\/cb/);
      await page.getByText('вернуться в').waitFor();
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    await this.#browser?.close();
  }

  async #nextAddress(): Promise<string> {
    const stop = new AbortController();
    const written = new Promise<void>((resolve) => {
      const watcher = watch(this.folder, { signal: stop.signal }, () => {
        if (existsSync(this.#inbox)) resolve();
      });
      watcher.on('error', () => undefined);
      if (existsSync(this.#inbox)) resolve();
    });
    await written;
    stop.abort();
    const address = await readFile(this.#inbox, 'utf8');
    await rm(this.#inbox);
    return address;
  }
}
