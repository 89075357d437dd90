import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigInvalid } from './config-invalid.js';
import { readConfig } from './read-config.js';

describe('readConfig', () => {
  it('when nothing is set, it gives the embedded default', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: undefined,
      redisUrl: undefined,
      host: '127.0.0.1',
      port: 4800,
      kubernetesPort: 4843,
      kubernetesExtras: true,
      tlsCertificate: undefined,
      tlsKey: undefined,
      workerHost: '127.0.0.1',
      workerPort: 4801,
      dataFolder: resolve('.rollbook'),
      masterKeyFile: undefined,
      signingKeyFile: undefined,
      headSeconds: 5,
      oidc: undefined,
      requestsPerMinute: 60_000,
      costPerMinute: 10_000_000,
      logLevel: 'info',
      databaseConnections: 10,
      workerConcurrency: 4,
      sweepSeconds: 10,
      inboxWindowSeconds: 5,
      inboxHours: 24,
      inboxMebibytes: 1024,
      drainSeconds: 10,
    });
  });

  it.each([
    ['DATABASE_URL', 'postgresql://a:b@db/rollbook', 'databaseUrl', 'postgresql://a:b@db/rollbook'],
    ['DATABASE_URL', 'postgres://db/rollbook', 'databaseUrl', 'postgres://db/rollbook'],
    ['DATABASE_URL', 'postgresql://a:b@/rollbook?host=/run/postgresql', 'databaseUrl', undefined],
    ['REDIS_URL', 'rediss://redis:6380/1', 'redisUrl', 'rediss://redis:6380/1'],
    ['ROLLBOOK_HOST', ' 0.0.0.0 ', 'host', '0.0.0.0'],
    ['ROLLBOOK_HOST', '', 'host', '127.0.0.1'],
    ['ROLLBOOK_PORT', '0', 'port', 0],
    ['ROLLBOOK_PORT', '65535', 'port', 65_535],
    ['ROLLBOOK_PORT', 'tcp://10.0.0.1:4800', 'port', 4800],
    ['ROLLBOOK_KUBERNETES_PORT', '0', 'kubernetesPort', 0],
    ['ROLLBOOK_KUBERNETES_EXTRAS', 'Off', 'kubernetesExtras', false],
    ['ROLLBOOK_DATA', '/var/lib/rollbook', 'dataFolder', '/var/lib/rollbook'],
    ['ROLLBOOK_LOG_LEVEL', 'DEBUG', 'logLevel', 'debug'],
    ['ROLLBOOK_SIGNING_KEY', '/run/secrets/signing', 'signingKeyFile', '/run/secrets/signing'],
    ['ROLLBOOK_HEAD_SECONDS', '60', 'headSeconds', 60],
    ['ROLLBOOK_MASTER_KEY', '/run/secrets/master', 'masterKeyFile', '/run/secrets/master'],
    ['ROLLBOOK_WORKER_CONCURRENCY', '256', 'workerConcurrency', 256],
  ])('when %s is %j, it reads %s', (name, text, key, value) => {
    expect(readConfig({ [name]: text })).toHaveProperty(key, value ?? text);
  });

  it.each([
    ['DATABASE_URL', 'db.example.com', 'must be an address such as postgresql://user:password@host/name'],
    [
      'DATABASE_URL',
      'mysql://me:secret@db/x',
      'must be an address such as postgresql://user:password@host/name, not one of mysql://',
    ],
    [
      'REDIS_URL',
      'http://:secret@redis',
      'must be an address such as redis://user:password@host/name, not one of http://',
    ],
    ['ROLLBOOK_PORT', '65536', 'must be a whole number from 0 to 65535, not "65536"'],
    ['ROLLBOOK_PORT', '-1', 'must be a whole number from 0 to 65535, not "-1"'],
    ['ROLLBOOK_PORT', '4800.5', 'must be a whole number from 0 to 65535, not "4800.5"'],
    ['ROLLBOOK_PORT', '0x12', 'must be a whole number from 0 to 65535, not "0x12"'],
    ['ROLLBOOK_KUBERNETES_PORT', '70000', 'must be a whole number from 0 to 65535, not "70000"'],
    ['ROLLBOOK_KUBERNETES_EXTRAS', 'yes', 'must be one of on, off, not "yes"'],
    ['ROLLBOOK_WORKER_CONCURRENCY', '0', 'must be a whole number from 1 to 256, not "0"'],
    ['ROLLBOOK_WORKER_CONCURRENCY', '257', 'must be a whole number from 1 to 256, not "257"'],
    ['ROLLBOOK_SWEEP_SECONDS', 'often', 'must be a whole number from 1 to 3600, not "often"'],
    ['ROLLBOOK_LOG_LEVEL', 'loud', 'must be one of trace, debug, info, warn, error, fatal, silent, not "loud"'],
  ])('when %s is %j, it says what would be right', (name, text, problem) => {
    expect(() => readConfig({ [name]: text })).toThrow(new ConfigInvalid([`${name} ${problem}`]));
  });

  it('when two variables are wrong, it names both', () => {
    expect(() => readConfig({ ROLLBOOK_PORT: 'x', ROLLBOOK_LOG_LEVEL: 'y' })).toThrow(
      /^ROLLBOOK_PORT .*\nROLLBOOK_LOG_LEVEL /,
    );
  });

  it('when an identity provider is set, its claims have standard names', () => {
    const issuer = { ROLLBOOK_OIDC_ISSUER: 'https://id.example.com', ROLLBOOK_OIDC_AUDIENCE: 'rollbook' };
    const standard = { subjectClaim: 'sub', groupsClaim: 'groups', subjectPrefix: '', groupsPrefix: '' };
    const oidc = { issuer: 'https://id.example.com', audience: 'rollbook', ...standard };
    expect(readConfig(issuer).oidc).toEqual(oidc);
    const claims = { ROLLBOOK_OIDC_SUBJECT_CLAIM: 'email', ROLLBOOK_OIDC_GROUPS_PREFIX: 'okta:' };
    expect(readConfig({ ...issuer, ...claims }).oidc).toEqual({
      ...oidc,
      subjectClaim: 'email',
      groupsPrefix: 'okta:',
    });
  });

  it.each(['http://id.example.com', 'id.example.com', 'https://id.example.com/?x=1', 'file:///etc/passwd'])(
    'when the issuer is %s, it says what would be right',
    (issuer) => {
      expect(() => readConfig({ ROLLBOOK_OIDC_ISSUER: issuer, ROLLBOOK_OIDC_AUDIENCE: 'rollbook' })).toThrow(
        'ROLLBOOK_OIDC_ISSUER must be an address such as https://accounts.example.com',
      );
    },
  );

  it('when an issuer has no audience, it says that both are needed', () => {
    expect(() => readConfig({ ROLLBOOK_OIDC_ISSUER: 'http://localhost:9000' })).toThrow(
      'ROLLBOOK_OIDC_ISSUER and ROLLBOOK_OIDC_AUDIENCE must be set together',
    );
  });

  it('when only one of the TLS files is set, it says that both are needed', () => {
    const message = 'ROLLBOOK_TLS_CERTIFICATE and ROLLBOOK_TLS_KEY must be set together';
    expect(() => readConfig({ ROLLBOOK_TLS_KEY: 'key.pem' })).toThrow(message);
  });
});
