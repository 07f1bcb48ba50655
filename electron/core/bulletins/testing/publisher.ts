import type { SharedBulletin } from '../../registry/desks.ts';
import { TestAuthority } from '../../signing/test-openssl.ts';

export const BULLETIN_ID = '019a1b2c-0000-7000-8000-000000000001';
export const WORKS = {
  bulletin: 1,
  id: BULLETIN_ID,
  number: 1,
  severity: 'works',
  title: 'Плановые работы',
  text: 'Реестр будет недоступен.',
  startsAt: '2026-11-22T20:00:00Z',
  endsAt: '2026-11-23T02:00:00Z',
};

/** Bulletins whose signatures are made by the `openssl` command, as a publisher would. */
export class TestPublisher {
  readonly #authority = new TestAuthority();
  /** PEM. */
  readonly certificate: string;
  /** The same of one whose time is over. */
  readonly former: string;

  constructor() {
    this.#authority.root('ca');
    this.certificate = this.#authority.issue('publisher', 'ca', { surname: 'Вестник' });
    this.#authority.issue('stranger', 'ca');
    this.former = this.#authority.issue('former', 'ca', { from: '20250101000000Z', to: '20260101000000Z' });
  }

  /** @param changes of what is published; `signer` whose key signs it */
  published(
    changes: Record<string, unknown> = {},
    signer: 'publisher' | 'stranger' | 'former' = 'publisher',
  ): SharedBulletin {
    const content = Buffer.from(JSON.stringify({ ...WORKS, ...changes }));
    this.#authority.write('bulletin.json', content);
    const options = ['-sign', '-binary', '-cades', '-in', 'bulletin.json', '-outform', 'DER', '-md', 'sha256'];
    const cms = this.#authority.run('cms', ...options, '-signer', `${signer}.pem`, '-inkey', `${signer}.key`);
    return { content, cms };
  }

  dispose(): void {
    this.#authority.dispose();
  }
}
