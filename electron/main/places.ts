import { join, resolve } from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Electron's folder for data of applications. */
  readonly appData: string;
  /** Value of `--user-data-dir=`, empty when there is none. */
  readonly userDataSwitch: string;
}

/**
 * Where all of the program's files lie. On Windows the local profile, never the roaming one: a database that is copied
 * to a server at every log-off gets damaged.
 */
export function userDataFolder({ platform, env, appData, userDataSwitch }: Surroundings): string {
  if (userDataSwitch !== '') return resolve(userDataSwitch);
  if (platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'Kartoteka');
  return join(appData, 'kartoteka');
}

/** Folders below {@link userDataFolder}. */
export function foldersOf(userData: string) {
  return {
    desk: join(userData, 'desk'),
    temporary: join(userData, 'tmp'),
    logs: join(userData, 'logs'),
    browser: join(userData, 'browser'),
  };
}

/** Where IT puts the policy of this workstation. */
export function policyFile(platform: NodeJS.Platform, env: Surroundings['env']): string {
  if (platform === 'win32') return join(env.ProgramData ?? 'C:\\ProgramData', 'Kartoteka', 'policy.json');
  return '/etc/kartoteka/policy.json';
}

const OPENS_THE_PROGRAM = new Set([
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'disable-web-security',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'allow-running-insecure-content',
  'unsafely-treat-insecure-origin-as-secure',
  'load-extension',
  'js-flags',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
]);

/** The first switch that would let somebody look into the packaged program or weaken it; null when there is none. */
export function forbiddenSwitch(argv: readonly string[]): string | null {
  for (const argument of argv.slice(1)) {
    const name = /^(?:--?|\/)([a-z-]+)(?:[=:].*)?$/i.exec(argument)?.[1]?.toLowerCase();
    if (name !== undefined && OPENS_THE_PROGRAM.has(name)) return name;
  }
  return null;
}

/** The last value of `--name=value`; empty when it is not there. */
export function switchValue(argv: readonly string[], name: string): string {
  const found = argv.findLast((argument) => argument.startsWith(`--${name}=`));
  return found?.slice(name.length + 3) ?? '';
}
