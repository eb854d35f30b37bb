/**
 * Follows a sign-in as a browser would, over plain HTTP: the redirects with their cookies, the login form, and
 * back to the first address outside the issuer. Returns that address.
 */
export async function signInThroughForm(
  authorizationUrl: string,
  username: string,
  password: string,
): Promise<string> {
  const { origin } = new URL(authorizationUrl)
  const cookies = new Map<string, string>()
  let url = authorizationUrl
  let form: URLSearchParams | null = null
  for (let step = 0; step < 20; step += 1) {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { body: form }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location !== null) {
      url = new URL(location, url).href
      form = null
      if (new URL(url).origin !== origin) return url
      continue
    }
    if (form) throw new Error(`the login form was shown again: ${response.status}`)
    form = new URLSearchParams({ username, password })
  }
  throw new Error('the sign-in did not come to an end')
}
