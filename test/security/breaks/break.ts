/** A change of one place in one file. */
export interface Edit {
  /** From the project's root, with slashes. */
  readonly file: string
  /** Occurs once in the file. */
  readonly find: string
  readonly replace: string
}

/** Takes away what makes one case hold, so that its test must fail. */
export interface Break extends Edit {
  /** The number of a case, or the name of a conformance module. */
  readonly case: string
  /** The file of the test that must fail. */
  readonly test: string
  /** A part of its name, as it stands in the file. */
  readonly name: string
  /** The checks behind the first, where there are several of which each alone would do. */
  readonly also?: readonly Edit[]
  /** The test needs a browser. */
  readonly browser?: true
}

/** Many checks are this library's; its copy is broken then. */
export const LIBRARY = 'node_modules/oauth4webapi/build/index.js'

export const AUTH = 'src/background/auth'
export const SECURITY = 'test/security'
export const ANSWERS = `${SECURITY}/answers.test.ts`
export const ID_TOKEN = `${SECURITY}/id-token.test.ts`

// What stands behind each other when an ID token is not signed as it must be: each alone would refuse it.

export const SIGNATURE_UNCHECKED: Edit = {
  file: `${AUTH}/sign-in.ts`,
  find: 'await checkSignature(server, response, deps)',
  replace: '',
}

export const ANY_ALGORITHM: Edit = {
  file: `${AUTH}/id-token.ts`,
  find: 'HASH_OF_ALGORITHM[alg] : undefined',
  replace: "HASH_OF_ALGORITHM[alg] : 'SHA-256'",
}

export const ANY_ALGORITHM_IN_LIBRARY: Edit = {
  file: LIBRARY,
  find: "checkSigningAlgorithm.bind(undefined, client.id_token_signed_response_alg, as.id_token_signing_alg_values_supported, 'RS256')",
  replace: '() => undefined',
}

export const ANY_FORM: Edit = {
  file: `${AUTH}/id-token.ts`,
  find: 'if (!COMPACT_JWS.test(idToken))',
  replace: 'if (false)',
}
