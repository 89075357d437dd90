// An OpenID Connect issuer in a process of its own: `node oidc-issuer.js`, with its settings as JSON in ISSUER.
// It gives access tokens (JWT, RFC 9068) to the clients it is told of, whose groups stand in a claim.
import { Provider } from 'oidc-provider';

const { port, keys, clients, offset = 0 } = JSON.parse(process.env.ISSUER);
// A clock that is wrong: tokens that have expired already are made by an issuer in the past.
const now = Date.now;
Date.now = () => now() + offset;
const resource = (audience) => ({
  scope: '',
  audience,
  accessTokenFormat: 'jwt',
  accessTokenTTL: 300,
  jwt: { sign: { alg: 'RS256' } },
});
const provider = new Provider(`http://127.0.0.1:${port}`, {
  jwks: { keys },
  clients: Object.keys(clients).map((id) => ({
    client_id: id,
    client_secret: 'secret',
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  })),
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_context, indicator) => resource(new URL(indicator).hostname),
    },
  },
  extraTokenClaims: (_context, token) => ({ groups: clients[token.clientId] }),
});
provider.listen(port, '127.0.0.1', () => process.stdout.write('ready\n'));
