/** The issuer cannot be asked for its keys, so that its tokens can be neither taken nor refused. */
export class IssuerUnreachable extends Error {
  readonly code = 'IssuerUnreachable';
  /** What Fastify answers with. */
  readonly statusCode = 503;
  constructor(options?: ErrorOptions) {
    super('the identity provider cannot be asked for its keys: try again, or use an API token', options);
  }
}
