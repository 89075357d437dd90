import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { kubeconfig } from './kubeconfig.js';

describe('the kubeconfig', () => {
  it('trusts the certificate, and bears the token', () => {
    const text = kubeconfig({ server: 'https://127.0.0.1:4843', certificate: 'CERTIFICATE\n', token: 'secret' });
    expect(parse(text)).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'rollbook',
      clusters: [
        {
          name: 'rollbook',
          cluster: { server: 'https://127.0.0.1:4843', 'certificate-authority-data': 'Q0VSVElGSUNBVEUK' },
        },
      ],
      users: [{ name: 'admin', user: { token: 'secret' } }],
      contexts: [{ name: 'rollbook', context: { cluster: 'rollbook', user: 'admin', namespace: 'default' } }],
    });
  });
});
