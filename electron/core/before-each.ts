type Areas = Readonly<Record<string, Readonly<Record<string, (...given: never[]) => unknown>>>>;

/** The same handlers, each of which does something first. */
export function beforeEach<T extends object>(areas: T, first: () => void): T {
  const wrapped = Object.entries(areas as Areas).map(([area, methods]) => [
    area,
    Object.fromEntries(
      Object.entries(methods).map(([name, handler]) => [
        name,
        (...given: never[]) => {
          first();
          return handler.apply(methods, given);
        },
      ]),
    ),
  ]);
  return Object.fromEntries(wrapped) as T;
}
