/** A manifest as people have them: a Service and a Namespace beside the Deployment. */
export const SHOP = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: shop } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: NodePort
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: "nginx:1" }] }
`;

/** The audit list of the manifest's namespace. */
export const CHANGES = `query ($kinds: [ObjectKind!]) { changes(filter: { namespace: "shop", objectKind: $kinds }) { nodes {
  objectKind name summary actor { subject } provenance { command } deployment { name }
  events { type } diff { fields { path kind } } } } }`;

export type Change = Readonly<{
  objectKind: string;
  name: string;
  summary: string;
  deployment: Readonly<{ name: string }> | null;
  provenance: Readonly<{ command: string | null }>;
  events: readonly Readonly<{ type: string }>[];
  diff: Readonly<{ fields: readonly Readonly<{ path: string; kind: string }>[] }>;
}>;
