import type { Database, Statement } from '../electron/core/db/open.ts';

type Mode = 'pluck' | 'raw';
type Real = Pick<Statement, 'run' | 'get' | 'all' | 'iterate' | Mode>;

/** A statement that is prepared when it is first used: of the thousand that a desk knows a history needs a tenth. */
class LateStatement implements Record<keyof Real, unknown> {
  readonly #prepare: () => Real;
  readonly #modes: Mode[] = [];
  #real: Real | null = null;

  constructor(prepare: () => Real) {
    this.#prepare = prepare;
  }

  run(...of: unknown[]): unknown {
    return this.#statement().run(...of);
  }

  get(...of: unknown[]): unknown {
    return this.#statement().get(...of);
  }

  all(...of: unknown[]): unknown {
    return this.#statement().all(...of);
  }

  iterate(...of: unknown[]): unknown {
    return this.#statement().iterate(...of);
  }

  pluck(): this {
    return this.#in('pluck');
  }

  raw(): this {
    return this.#in('raw');
  }

  #in(mode: Mode): this {
    if (this.#real === null) this.#modes.push(mode);
    else this.#real[mode]();
    return this;
  }

  #statement(): Real {
    if (this.#real === null) {
      this.#real = this.#prepare();
      for (const mode of this.#modes) this.#real[mode]();
    }
    return this.#real;
  }
}

/** Lets an open store prepare its statements late. */
export function prepareLate(db: Database): void {
  const prepare = db.prepare.bind(db);
  // What else a statement can do is asked of none in a history: a call of it would fail at once.
  const late = (sql: string) => new LateStatement(() => prepare(sql)) as unknown as ReturnType<typeof prepare>;
  db.prepare = late as typeof db.prepare;
}
