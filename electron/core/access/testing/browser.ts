/** A page that the browser ended on. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** «The system browser»: keeps cookies and follows redirects, to the desk's loopback address as well. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  /** Stops before this address is asked for and gives it back unopened. */
  stopAt: (url: URL) => boolean = () => false;

  async open(address: string): Promise<Page> {
    let url = new URL(address);
    for (let hop = 0; hop < 20; hop += 1) {
      if (this.stopAt(url)) return { url: url.href, status: 0, text: '', headers: new Headers() };
      const jar = `${url.host} `;
      const cookie = [...this.#cookies]
        .filter(([name]) => name.startsWith(jar))
        .map(([name, value]) => `${name.slice(jar.length)}=${value}`)
        .join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        this.#cookies.set(jar + name, value);
      }
      const location = response.headers.get('location');
      const { status, headers } = response;
      const text = await response.text();
      if (location === null) return { url: url.href, status, text, headers };
      url = new URL(location, url);
    }
    throw new Error('too many redirects');
  }
}
