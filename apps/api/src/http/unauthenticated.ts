const NOBODY =
  'who are you? send the header "Authorization: Bearer <token>" with a token that is known, not expired and not revoked';

/** It is not known who asks; the message says why their token is not taken. */
export class Unauthenticated extends Error {
  readonly code = 'Unauthenticated';
  /** What Fastify answers with. */
  readonly statusCode = 401;
  constructor(message = NOBODY) {
    super(message);
  }
}

/** The header `WWW-Authenticate` (RFC 6750) that goes with it. */
export function challenge({ message }: Unauthenticated): string {
  if (message === NOBODY) return 'Bearer realm="rollbook"';
  return `Bearer realm="rollbook", error="invalid_token", error_description="${message.replaceAll(/[^\x20-\x7e]|["\\]/g, "'")}"`;
}
