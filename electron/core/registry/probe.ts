/** What a registry can do at an address, as far as the exchange makes use of it. */
export interface RegistryAbilities {
  /** A request is taken as a whole or not at all. */
  readonly transactions: boolean;
  /** Changes can be asked for; otherwise everything is searched by its time. */
  readonly history: boolean;
}

/** A registry looked at from outside, one address at a time, for «Проверить связь». */
export interface RegistryProbe {
  /** In order of preference. */
  readonly addresses: readonly string[];
  /**
   * Any answer at all; nobody is signed in for it.
   * @returns the registry's clock, ISO 8601; null where it does not say
   * @throws whatever the network throws
   */
  knock(address: string, signal: AbortSignal): Promise<{ readonly date: string | null }>;
  /** @throws DeskError KD-4004 no sign-in, or the registry does not take it · KD-4001 the provider is silent */
  signIn(address: string, signal: AbortSignal): Promise<void>;
  /** @throws DeskError KD-4003 it is no such registry · failures of the exchange */
  abilities(address: string, signal: AbortSignal): Promise<RegistryAbilities>;
  /** Kinds of records that the signed-in user may not read there. */
  forbidden(address: string, signal: AbortSignal): Promise<readonly string[]>;
}
