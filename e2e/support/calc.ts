import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The Python that Debian's UNO bindings belong to, whatever else comes first in the path. */
const PYTHON = '/usr/bin/python3';

/** A real LibreOffice Calc on a display, driven over its own interface; see `calc.py`. */
export class Calc {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #office: ChildProcess;
  readonly #driver: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  #hand: ChildProcess | undefined;

  private constructor(folder: string, env: NodeJS.ProcessEnv, office: ChildProcess, driver: ChildProcess) {
    this.#folder = folder;
    this.#env = env;
    this.#office = office;
    this.#driver = driver;
    if (driver.stdout === null) throw new Error('the driver has no output');
    this.#answers = createInterface({ input: driver.stdout })[Symbol.asyncIterator]();
  }

  static async open(display: string): Promise<Calc> {
    const folder = await mkdtemp(join(tmpdir(), 'kartoteka-calc-'));
    const pipe = `kartoteka-${process.pid}`;
    const env = { ...process.env, DISPLAY: display, LC_ALL: 'C.UTF-8' };
    const office = spawn(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}`,
        '--norestore',
        '--nologo',
        '--nodefault',
        `--accept=pipe,name=${pipe};urp`,
      ],
      { env, stdio: 'ignore' },
    );
    const driver = spawn(PYTHON, [join(import.meta.dirname, 'calc.py')], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const calc = new Calc(folder, env, office, driver);
    await calc.#ask({ do: 'open', pipe });
    return calc;
  }

  /** Types the cells from A1 on, as a person would. */
  async write(rows: readonly (readonly string[])[]): Promise<void> {
    await this.#ask({ do: 'write', rows });
  }

  async copy(area: string): Promise<void> {
    await this.#ask({ do: 'copy', area });
  }

  /** Calc asks for the language of what is pasted: any answer will do, as days and numbers come as such. */
  async paste(at: string): Promise<void> {
    let asking = true;
    const pasted = this.#ask({ do: 'paste', at }).finally(() => {
      asking = false;
      this.#hand?.kill();
    });
    // A key that comes before a question can take it is lost. What Calc has to tell stands before what it asks.
    while (asking) {
      await this.#type('--sync', '--name', '^(Information|Import Options)$');
      for (const title of ['Information', 'Import Options'])
        if (asking) await this.#type('--name', title, 'windowfocus', 'key', 'Return');
    }
    await pasted;
  }

  async #type(...search: readonly string[]): Promise<void> {
    this.#hand = spawn('xdotool', ['search', '--onlyvisible', ...search], { env: this.#env, stdio: 'ignore' });
    await once(this.#hand, 'exit');
  }

  /** What the cells show. */
  async read(area: string): Promise<string[][]> {
    return (await this.#ask({ do: 'read', area })) as string[][];
  }

  async close(): Promise<void> {
    this.#driver.stdin?.end(`${JSON.stringify({ do: 'close' })}\n`);
    if (this.#office.exitCode === null) await once(this.#office, 'exit');
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #ask(command: Readonly<Record<string, unknown>>): Promise<unknown> {
    this.#driver.stdin?.write(`${JSON.stringify(command)}\n`);
    const { value, done } = await this.#answers.next();
    if (done === true) throw new Error('the driver of Calc has ended');
    return (JSON.parse(value) as { result: unknown }).result;
  }
}
