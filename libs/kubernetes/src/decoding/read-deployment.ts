import { defaultDeployment } from '../defaults/default-deployment.js';
import type { Deployment, DeploymentSpec, OtherMetadata } from '../deployment.js';
import type { Json, JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { decodeDeployment } from './decode-deployment.js';

/**
 * The Deployment that a manifest means: read strictly, defaults applied, not yet validated. Without a namespace of its own
 * it is in the one given.
 * @throws DecodingFailed
 */
export function readDeployment(manifest: Json, namespace: string): Deployment {
  return deploymentOf(decodeDeployment(manifest, { fieldValidation: 'Strict' }).deployment, namespace);
}

/**
 * A Deployment as a cluster stored it: fields that no release known here has are left out.
 * @throws DecodingFailed
 */
export function readStoredDeployment(object: Json): Deployment {
  return deploymentOf(decodeDeployment(object, { fieldValidation: 'Ignore' }).deployment, '');
}

function deploymentOf(decoded: JsonObject, namespace: string): Deployment {
  const { metadata, spec } = defaultDeployment(decoded);
  const { name, namespace: ownNamespace, labels, annotations } = objectOf(metadata);
  return {
    namespace: textOf(ownNamespace) === '' ? namespace : textOf(ownNamespace),
    name: textOf(name),
    labels: objectOf(labels) as Deployment['labels'],
    annotations: objectOf(annotations) as Deployment['annotations'],
    spec: readSpec(objectOf(spec)),
    ...otherMetadata(objectOf(metadata)),
  };
}

// Decoding has left out what is empty.
function otherMetadata({ finalizers, ownerReferences, generateName }: JsonObject): OtherMetadata {
  const given = Object.entries({ finalizers, ownerReferences, generateName }).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

// Decoding has checked the types and defaulting has filled the fields; only what may be left out altogether is missing.
function readSpec(spec: JsonObject): DeploymentSpec {
  const template = objectOf(spec.template);
  const podSpec = objectOf(template.spec);
  return {
    minReadySeconds: 0,
    paused: false,
    ...spec,
    selector: objectOf(spec.selector),
    template: { ...template, spec: { ...podSpec, containers: listOf(podSpec.containers) } },
  } as unknown as DeploymentSpec;
}
