/** As much of a browser as signing in takes: cookies by path, redirects, forms without script. */
export interface Page {
  /** The final address; its query has the answer when the redirect left the server. */
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  readonly html: string
}

interface Cookie {
  readonly name: string
  readonly path: string
  readonly value: string
}

export class Browser {
  readonly #home: string
  #cookies: Cookie[] = []

  /** `home`: the origin that is visited; a redirect elsewhere is where the journey ends. */
  constructor(home: string) {
    this.#home = home
  }

  async visit(address: string | URL, form?: Record<string, string>): Promise<Page> {
    let url = new URL(address, this.#home)
    let body = form && new URLSearchParams(form)
    for (let hops = 0; hops < 10; hops += 1) {
      if (url.origin !== this.#home) return { url, status: 0, headers: new Headers(), html: '' }
      const response = await fetch(url, {
        method: body ? 'POST' : 'GET',
        headers: { Cookie: this.#cookiesFor(url), Accept: 'text/html' },
        redirect: 'manual',
        ...(body && { body }),
      })
      this.#keep(response)
      const location = response.headers.get('location')
      if (!location) {
        return { url, status: response.status, headers: response.headers, html: await response.text() }
      }
      url = new URL(location, url)
      body = undefined
    }
    throw new Error(`redirects without end at ${url}`)
  }

  /** Fills in the sign-in page that `page` is. */
  signIn(page: Page, username: string, password: string): Promise<Page> {
    return this.visit(page.url, { username, password })
  }

  #cookiesFor(url: URL): string {
    return this.#cookies
      .filter(({ path }) => url.pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  #keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/;\s*/)
      // A value may hold further equals signs.
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      const path = attributes.find((text) => text.toLowerCase().startsWith('path='))?.slice(5) ?? '/'
      this.#cookies = this.#cookies.filter((cookie) => cookie.name !== name || cookie.path !== path)
      if (value !== '') this.#cookies.push({ name, path, value })
    }
  }
}
