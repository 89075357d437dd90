// The packages of the types, by a short name; the same as in scripts/generate-openapi-schemas.mjs.
const PACKAGES: Readonly<Record<string, string>> = {
  apps: 'io.k8s.api.apps.v1.',
  autoscaling: 'io.k8s.api.autoscaling.v1.',
  core: 'io.k8s.api.core.v1.',
  intstr: 'io.k8s.apimachinery.pkg.util.intstr.',
  meta: 'io.k8s.apimachinery.pkg.apis.meta.v1.',
  resource: 'io.k8s.apimachinery.pkg.api.resource.',
};

/** `apps/Deployment` as OpenAPI documents name it: `io.k8s.api.apps.v1.Deployment`. */
export function schemaName(short: string): string {
  const [name = '', type = ''] = short.split('/');
  return `${PACKAGES[name] ?? ''}${type}`;
}

/** The place of a schema within a document. */
export function schemaRef(short: string): string {
  return `#/components/schemas/${schemaName(short)}`;
}
