import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes what kubectl needs beside the token, for whoever can read the data folder; answers where. */
export async function writeKubeconfig(dataFolder: string, text: string): Promise<string> {
  const file = join(dataFolder, 'kubeconfig');
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, text, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  return file;
}

/** As a client on this machine gets there: what listens on all addresses is reached on one. */
export function reachable({ url, certificate }: Readonly<{ url: string; certificate: string }>): Readonly<{
  server: string;
  certificate: string;
}> {
  const server = url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
  return { server, certificate };
}
