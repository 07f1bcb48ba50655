import type { Database, Statement } from '../electron/core/db/open.ts';

type Mode = 'pluck' | 'raw';
type Real = Pick<Statement, 'run' | 'get' | 'all' | 'iterate' | Mode>;

/**
 * A statement that is prepared when it is first used, once for all who say the same: of the thousand that a desk knows a
 * history needs a tenth.
 */
class LateStatement implements Record<keyof Real, unknown> {
  readonly #prepare: (modes: readonly Mode[], isOwn: boolean) => Real;
  readonly #modes: Mode[] = [];
  #real: Real | null = null;

  constructor(prepare: (modes: readonly Mode[], isOwn: boolean) => Real) {
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

  /** Nobody else may use it meanwhile. */
  iterate(...of: unknown[]): unknown {
    return this.#prepare(this.#modes, true).iterate(...of);
  }

  pluck(): this {
    return this.#in('pluck');
  }

  raw(): this {
    return this.#in('raw');
  }

  #in(mode: Mode): this {
    this.#modes.push(mode);
    this.#real = null;
    return this;
  }

  #statement(): Real {
    this.#real ??= this.#prepare(this.#modes, false);
    return this.#real;
  }
}

/** Lets an open store prepare its statements late, and each once. */
export function prepareLate(db: Database): void {
  const prepare = db.prepare.bind(db);
  const prepared = new Map<string, Real>();
  const make = (sql: string, modes: readonly Mode[]): Real => {
    const real: Real = prepare(sql);
    for (const mode of modes) real[mode]();
    return real;
  };
  const shared = (sql: string, modes: readonly Mode[]): Real => {
    const key = `${modes.join()} ${sql}`;
    const real = prepared.get(key) ?? make(sql, modes);
    prepared.set(key, real);
    return real;
  };
  // What else a statement can do is asked of none in a history: a call of it would fail at once.
  const late = (sql: string) =>
    new LateStatement((modes, isOwn) => (isOwn ? make : shared)(sql, modes)) as unknown as ReturnType<typeof prepare>;
  db.prepare = late as typeof db.prepare;
}
