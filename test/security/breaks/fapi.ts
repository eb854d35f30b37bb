import { ANSWERS, AUTH, type Break, ID_TOKEN, LIBRARY } from './break.ts'

/** The modules of FAPI 2 that a public client can hold to. */
export const FAPI: readonly Break[] = [
  {
    case: 'FAPI 2: missing iss',
    file: LIBRARY,
    find: 'if (!iss && as.authorization_response_iss_parameter_supported) {',
    replace: 'if (false) {',
    test: ANSWERS,
    name: 'FAPI 2: missing iss',
  },
  {
    case: 'FAPI 2: wrong iss',
    file: LIBRARY,
    find: 'if (iss && iss !== as.issuer) {',
    replace: 'if (false) {',
    test: ANSWERS,
    name: 'FAPI 2: wrong iss',
  },
  {
    case: 'FAPI 2: missing state',
    file: LIBRARY,
    find: 'if (state !== expectedState) {',
    replace: 'if (state !== undefined && state !== expectedState) {',
    test: ANSWERS,
    name: 'FAPI 2: missing state',
  },
  {
    case: 'FAPI 2: wrong state',
    file: LIBRARY,
    find: 'if (state !== expectedState) {',
    replace: 'if (state === undefined) {',
    test: ANSWERS,
    name: 'FAPI 2: wrong state',
  },
  {
    case: 'FAPI 2: two refreshes in a row',
    file: `${AUTH}/session.ts`,
    find: 'refreshToken: tokens.refresh_token ?? refreshToken,',
    replace: 'refreshToken,',
    test: ID_TOKEN,
    name: 'FAPI 2: two refreshes in a row',
  },
  {
    case: 'FAPI 2: token type in any case',
    file: LIBRARY,
    find: 'json.token_type = json.token_type.toLowerCase();',
    replace: '',
    test: ID_TOKEN,
    name: 'FAPI 2: token type in any case',
  },
  {
    case: 'FAPI 2: aud as an array',
    file: LIBRARY,
    find: 'if (Array.isArray(result.claims.aud)) {',
    replace: 'if (false) {',
    test: ID_TOKEN,
    name: 'FAPI 2: aud as an array',
  },
  {
    case: 'FAPI 2: no expires_in',
    file: `${AUTH}/token-lifetime.ts`,
    find: '(expiresInSeconds ?? UNSAID_SECONDS) : UNSAID_SECONDS',
    replace: '(expiresInSeconds ?? UNSAID_SECONDS) : Number.NaN',
    test: ANSWERS,
    name: 'FAPI 2: no expires_in',
  },
]
