/** A kubeconfig with one server and one user, in JSON, which kubectl reads as the YAML it is. */
export function kubeconfig({
  server,
  certificate,
  token,
}: Readonly<{ server: string; certificate: string; token: string }>): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'rollbook',
    clusters: [
      {
        name: 'rollbook',
        cluster: { server, 'certificate-authority-data': Buffer.from(certificate).toString('base64') },
      },
    ],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'rollbook', context: { cluster: 'rollbook', user: 'admin', namespace: 'default' } }],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
