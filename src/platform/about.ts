import { nativeBrowser } from './native-browser.ts'

/** What runs here, for people who look into a failure. */
export interface About {
  /** Of this extension. */
  readonly version: string
  /** `Chrome/144.0.0.0` */
  readonly browser: string
}

export function about(): About {
  return { version: nativeBrowser.runtime.getManifest().version, browser: browserOf(navigator.userAgent) }
}

/** The product of a user agent string: those built on another browser name both, the own one last. */
export function browserOf(userAgent: string): string {
  const products = userAgent.match(/(?:Firefox|Chrome|Edg|OPR|Vivaldi)\/[\d.]+/g)
  return products?.at(-1) ?? 'unknown'
}
