import { existsSync } from 'node:fs';
import type { Policy } from '#shared/contract/policy.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { CoreHost } from './core-host.ts';
import type { Keystore } from './keystore.ts';
import type { DesktopHandlers } from './router.ts';
import type { Settings } from './settings.ts';

export interface DesktopParts {
  readonly version: string;
  readonly electron: string;
  readonly dataFolder: string;
  readonly policy: Policy | null;
  readonly keystore: Keystore;
  readonly settings: Settings;
  readonly core: Pick<CoreHost, 'reportFile'>;
  readonly showInFolder: (file: string) => void;
  /** Theme and language reach further than the page: native colours, menu, title. */
  readonly applied: (preferences: Preferences) => void;
  /** Makes the page of keys and shows it. */
  readonly printShortcuts: () => Promise<void>;
  readonly openWindow: () => void;
}

/** Area `desktop` of the contract. */
export function createDesktop(parts: DesktopParts): DesktopHandlers {
  const { policy, settings } = parts;
  return {
    info: () => ({
      version: parts.version,
      electron: parts.electron,
      contour: policy?.contour ?? 'training',
      registry: policy?.registryEndpoints[0] === undefined ? null : new URL(policy.registryEndpoints[0]).host,
      issuer: policy === null ? null : new URL(policy.issuer).host,
      keystore: parts.keystore.available(),
      dataFolder: parts.dataFolder,
    }),
    preferences: () => settings.preferences(),
    setPreferences(part) {
      const preferences = settings.setPreferences(part);
      parts.applied(preferences);
      return preferences;
    },
    openWindow() {
      parts.openWindow();
      return {};
    },
    place: (owner) => settings.place(owner),
    keepPlace({ place, ...owner }) {
      settings.setPlace(owner, place);
      return {};
    },
    async printShortcuts() {
      await parts.printShortcuts();
      return {};
    },
    async showReport({ runId }) {
      const answer = await parts.core.reportFile(runId);
      if (!answer.ok) throw new DeskError(answer.error.code);
      if (answer.value === null || !existsSync(answer.value)) throw new DeskError('KD-3008');
      parts.showInFolder(answer.value);
      return {};
    },
  };
}
