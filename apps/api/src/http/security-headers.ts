/**
 * What every answer says to a browser: it is data, not a page; it is nobody else's to show, to keep or to guess the
 * type of (OWASP REST Security).
 */
export const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;
