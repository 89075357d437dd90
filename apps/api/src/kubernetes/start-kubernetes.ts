import type { Config } from '#libs/config';
import type { WatchReads } from '#libs/postgres';
import type { Closing } from '#libs/program';
import type { Entrance } from '../http/entrance.js';
import type { ApiPorts } from '../ports.js';
import { createKubernetesServer } from './create-kubernetes-server.js';
import { tlsFor } from './tls/certificate.js';
import { openWatches } from './watch/open-watches.js';

export type KubernetesConfig = Pick<
  Config,
  'host' | 'kubernetesPort' | 'kubernetesExtras' | 'tlsCertificate' | 'tlsKey' | 'dataFolder'
>;

/** Where the Kubernetes API is, and the certificate (PEM) to trust it by. */
export type KubernetesPlace = Readonly<{ url: string; certificate: string }>;

/** Serves the Kubernetes API until `closing` ends it. */
export async function startKubernetes(
  ports: ApiPorts,
  { config, entrance, watchReads }: Readonly<{ config: KubernetesConfig; entrance: Entrance; watchReads: WatchReads }>,
  closing: Pick<Closing, 'add'>,
): Promise<KubernetesPlace> {
  const tls = await tlsFor(config, ports.now());
  const watches = openWatches(ports, watchReads);
  entrance.metrics.watchesAre(() => watches.places.size);
  const server = createKubernetesServer({ ...ports, extras: config.kubernetesExtras, watches }, { entrance, tls });
  closing.add('kubernetes api', () => server.close());
  const url = await server.listen(config.host, config.kubernetesPort);
  return { url, certificate: tls.certificate };
}
