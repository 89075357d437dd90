import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tlsFor } from './certificate.js';

const NOW = new Date('2026-11-21T10:00:00Z');
const YEAR = 365 * 86_400_000;

let dataFolder: string;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'rollbook-tls-'));
});
afterEach(() => rm(dataFolder, { recursive: true }));

function at(host: string) {
  return { host, dataFolder, tlsCertificate: undefined, tlsKey: undefined };
}

function later(milliseconds: number): Date {
  return new Date(NOW.getTime() + milliseconds);
}

describe('the certificate', () => {
  it('is made at the first start, for this machine and the host, and for nobody else to read', async () => {
    const { certificate } = await tlsFor(at('10.0.0.7'), NOW);
    const made = new X509Certificate(certificate);
    for (const address of ['127.0.0.1', '::1', '10.0.0.7']) expect(made.checkIP(address)).toBe(address);
    expect(made.checkHost('localhost')).toBe('localhost');
    expect(made.checkHost('elsewhere')).toBeUndefined();
    expect(made.ca).toBe(true);
    for (const file of ['tls.crt', 'tls.key']) expect((await stat(join(dataFolder, file))).mode & 0o777).toBe(0o600);
  });

  it('stays the same at the next start', async () => {
    const place = at('127.0.0.1');
    expect(await tlsFor(place, later(YEAR))).toEqual(await tlsFor(place, NOW));
  });

  it('is made anew for another host, and in time before it ends', async () => {
    const first = await tlsFor(at('127.0.0.1'), NOW);
    const second = await tlsFor(at('rollbook.example'), NOW);
    expect(second).not.toEqual(first);
    const again = (daysLeft: number) => tlsFor(at('rollbook.example'), later(10 * YEAR - daysLeft * 86_400_000));
    expect(await again(31)).toEqual(second);
    expect(await again(29)).not.toEqual(second);
  });

  it('is made anew when what is kept is none', async () => {
    await writeFile(join(dataFolder, 'tls.crt'), 'nonsense');
    await writeFile(join(dataFolder, 'tls.key'), 'nonsense');
    const { certificate } = await tlsFor(at('127.0.0.1'), NOW);
    expect(await readFile(join(dataFolder, 'tls.crt'), 'utf8')).toBe(certificate);
  });

  it('is the configured one where there is one', async () => {
    const [tlsCertificate, tlsKey] = [join(dataFolder, 'own.crt'), join(dataFolder, 'own.key')];
    await writeFile(tlsCertificate, 'a certificate');
    await writeFile(tlsKey, 'a key');
    expect(await tlsFor({ ...at('127.0.0.1'), tlsCertificate, tlsKey }, NOW)).toEqual({
      certificate: 'a certificate',
      key: 'a key',
    });
  });
});
