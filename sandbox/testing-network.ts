import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What the network between a desk and the registry does:
 * `fair` carries everything · `cut` ends every connection · `silent` carries nothing either way and ends nothing ·
 * `deaf` loses what the desk sends, `dumb` what the registry answers (both come late, when it clears up) ·
 * `torn` ends a connection half way through an answer · `reset` answers the first bytes with a reset, where TLS shakes hands
 */
export type Weather = 'fair' | 'cut' | 'silent' | 'deaf' | 'dumb' | 'torn' | 'reset';

export interface Network {
  readonly port: number;
  /** A desk waits on an open connection for bytes that do not come. */
  readonly isStuck: boolean;
  /** Open connections live on in the new weather; what was on its way arrives when it is fair. */
  change(weather: Weather): void;
  close(): Promise<void>;
}

/** A stretch of TCP in front of a server on this machine, with weather on demand. It knows nothing of what it carries. */
export async function startNetwork(serverPort: number): Promise<Network> {
  let weather: Weather = 'fair';
  const lines = new Set<Line>();
  const server = createServer((desk) => {
    if (weather === 'cut') return void desk.destroy();
    const line = new Line(desk, connect(serverPort, '127.0.0.1'), () => weather);
    lines.add(line);
    line.onEnd = () => lines.delete(line);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get isStuck() {
      return [...lines].some(({ isStuck }) => isStuck);
    },
    change(to) {
      weather = to;
      for (const line of [...lines]) line.weatherChanged();
    },
    close() {
      for (const line of lines) line.end();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** One connection. */
class Line {
  onEnd: () => void = () => undefined;
  readonly #desk: Socket;
  readonly #server: Socket;
  readonly #weather: () => Weather;
  readonly #held = { up: [] as Buffer[], down: [] as Buffer[] };

  constructor(desk: Socket, server: Socket, weather: () => Weather) {
    this.#desk = desk;
    this.#server = server;
    this.#weather = weather;
    desk.setNoDelay(true);
    server.setNoDelay(true);
    desk.on('data', (bytes) => this.#fromDesk(bytes));
    server.on('data', (bytes) => this.#fromServer(bytes));
    for (const socket of [desk, server]) socket.on('error', () => undefined);
    // What was sent is on its way whether or not its sender still waits.
    desk.on('close', () => {
      if (this.#held.up.length === 0) this.end();
    });
    server.on('close', () => this.end());
  }

  get isStuck(): boolean {
    return !this.#desk.destroyed && this.#held.up.length + this.#held.down.length > 0;
  }

  weatherChanged(): void {
    const weather = this.#weather();
    if (weather === 'cut') this.end();
    if (weather !== 'fair') return;
    for (const bytes of this.#held.up.splice(0)) this.#server.write(bytes);
    for (const bytes of this.#held.down.splice(0)) this.#desk.write(bytes);
    if (this.#desk.destroyed) this.#server.end();
  }

  end(): void {
    this.#desk.destroy();
    this.#server.destroy();
    this.onEnd();
  }

  #fromDesk(bytes: Buffer): void {
    switch (this.#weather()) {
      case 'silent':
      case 'deaf':
        this.#held.up.push(bytes);
        break;
      case 'reset':
        this.#desk.resetAndDestroy();
        break;
      default:
        this.#server.write(bytes);
    }
  }

  #fromServer(bytes: Buffer): void {
    switch (this.#weather()) {
      case 'silent':
      case 'dumb':
        this.#held.down.push(bytes);
        break;
      case 'torn':
        this.#desk.write(bytes.subarray(0, bytes.length >> 1), () => this.end());
        break;
      default:
        this.#desk.write(bytes);
    }
  }
}
