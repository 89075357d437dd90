/** A Deployment of one container `web`, in namespace shop, as YAML. */
export function manifest(
  name: string,
  { image, replicas = 3, extra = '' }: Readonly<{ image: string; replicas?: number; extra?: string }>,
): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: web, image: "${image}" }] }
${extra}`;
}
