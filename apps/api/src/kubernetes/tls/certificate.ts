import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Config } from '#libs/config';
import type { Tls } from '../create-kubernetes-server.js';

type Place = Pick<Config, 'host' | 'dataFolder' | 'tlsCertificate' | 'tlsKey'>;

/**
 * The certificate to serve with: the one that was configured, else one of our own that is made at the first start and kept in the
 * data folder. Clients are to trust it, and it alone.
 */
export async function tlsFor(place: Place, now: Date): Promise<Tls> {
  const { tlsCertificate, tlsKey, dataFolder, host } = place;
  if (tlsCertificate !== undefined && tlsKey !== undefined)
    return { certificate: await readFile(tlsCertificate, 'utf8'), key: await readFile(tlsKey, 'utf8') };
  const files = { certificate: join(dataFolder, 'tls.crt'), key: join(dataFolder, 'tls.key') };
  const kept = await readKept(files);
  if (kept !== undefined && isGood(kept.certificate, host, now)) return kept;
  const made = await makeCertificate(host, now);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await write(files.key, made.key);
  await write(files.certificate, made.certificate);
  return made;
}

type Files = Readonly<{ certificate: string; key: string }>;

async function readKept({ certificate, key }: Files): Promise<Tls | undefined> {
  const read = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
  const [text, secret] = await Promise.all([read(certificate), read(key)]);
  return text === undefined || secret === undefined ? undefined : { certificate: text, key: secret };
}

// Not for the host it is served from now, or soon no longer: another one is made.
function isGood(text: string, host: string, now: Date): boolean {
  try {
    const certificate = new X509Certificate(text);
    const isFor = namesOf(host).every((name) =>
      isIP(name) ? certificate.checkIP(name) !== undefined : certificate.checkHost(name) !== undefined,
    );
    return isFor && Date.parse(certificate.validTo) > now.getTime() + MONTH;
  } catch {
    return false; // no certificate at all
  }
}

const DAY = 86_400_000;
const MONTH = 30 * DAY;
const TEN_YEARS = 3650 * DAY;

function namesOf(host: string): readonly string[] {
  return [...new Set(['localhost', '127.0.0.1', '::1', host])].filter((name) => name !== '0.0.0.0' && name !== '::');
}

async function makeCertificate(host: string, now: Date): Promise<Tls> {
  const { generate } = await import('selfsigned'); // once in ten years
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'rollbook' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - DAY),
    notAfterDate: new Date(now.getTime() + TEN_YEARS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: namesOf(host).map(altName) },
    ],
  });
  return { certificate: `${cert.trim()}\n`, key: `${key.trim()}\n` };
}

function altName(name: string): Readonly<{ type: 2; value: string }> | Readonly<{ type: 7; ip: string }> {
  return isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name };
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}
