import { setTimeout as pause } from 'node:timers/promises';

interface Answer {
  readonly id?: number;
  readonly result?: { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: object };
  readonly error?: { readonly message: string };
}

/**
 * The least of the DevTools protocol. Playwright holds a program's start until it has looked around, which would be
 * measured too; this looks on from outside.
 */
export class DevTools {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as Answer;
      this.#waiting.get(answer.id ?? 0)?.(answer);
      this.#waiting.delete(answer.id ?? 0);
    });
    socket.addEventListener('close', () => {
      for (const settle of this.#waiting.values()) settle({ error: { message: 'closed' } });
      this.#waiting.clear();
    });
  }

  /** Waits for the first page of the process that listens at this port. */
  static async ofFirstPage(port: number): Promise<DevTools> {
    for (;;) {
      const targets = (await fetch(`http://127.0.0.1:${port}/json/list`).then((response) => response.json())) as {
        type: string;
        webSocketDebuggerUrl: string;
      }[];
      const page = targets.find(({ type }) => type === 'page');
      if (page !== undefined) return new DevTools(await open(page.webSocketDebuggerUrl));
      await pause(5);
    }
  }

  async send(method: string, params: object = {}): Promise<Answer> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** The value of an expression or of its promise; asked again while the page is still on its way. */
  async evaluate(expression: string): Promise<unknown> {
    for (;;) {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const { result, error } = await this.send('Runtime.evaluate', params);
      if (error === undefined) {
        if (result?.exceptionDetails !== undefined) throw new Error(JSON.stringify(result.exceptionDetails));
        return result?.result?.value;
      }
      if (!/context|navigat/i.test(error.message)) throw new Error(`DevTools: ${error.message}`);
      await pause(1);
    }
  }

  close(): void {
    this.#socket.close();
  }
}

function open(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socket));
    socket.addEventListener('error', () => reject(new Error('no DevTools')));
  });
}
