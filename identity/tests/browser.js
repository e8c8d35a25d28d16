// A browser as small as the tests need: cookies, redirects, forms.

export class Browser {
  #cookies = new Map();

  /** One request, with the cookies of this browser; redirects are not followed. */
  async request(url, { method = 'GET', form, headers = {} } = {}) {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { ...headers, cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      body: form && new URLSearchParams(form),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  /**
   * Goes where redirects, and forms that send themselves, lead within `origin`. Returns the page met, or the
   * address outside that it is sent to.
   */
  async visit(url, origin, options) {
    let response = await this.request(url, options);
    let address = url;
    for (let hops = 0; hops < 10; hops += 1) {
      if ([302, 303].includes(response.status)) {
        address = new URL(response.headers.get('location'), address).href;
        if (!address.startsWith(`${origin}/`)) return { address, params: new URL(address).searchParams };
        response = await this.request(address);
      } else {
        const text = await response.text();
        if (!text.includes('submit()')) return { address, status: response.status, headers: response.headers, text };
        const form = Object.fromEntries(
          [...text.matchAll(/name="([^"]+)" value="([^"]+)"/g)].map(([, name, value]) => [name, value]),
        );
        address = /action="([^"]+)"/.exec(text)[1];
        response = await this.request(address, { method: 'POST', form });
      }
    }
    throw new Error(`${url} leads in circles`);
  }
}
