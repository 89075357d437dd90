import {
  compareFields,
  EMPTY_DEPLOYMENT,
  type JsonObject,
  objectOf,
  type PodTemplate,
  typeNode,
  unionOf,
  writeFieldsV1,
} from '#libs/kubernetes';

/** What of `fieldsV1` is below a template: `f:metadata` and `f:spec`, with all that is set in it. */
export function templateFields(template: PodTemplate): JsonObject {
  const known = fields.get(template);
  if (known !== undefined) return known;
  const empty = objectOf(EMPTY_DEPLOYMENT.spec);
  const filled: JsonObject = { ...empty, template };
  const { added, modified } = compareFields(typeNode('v1.Deployment'), { spec: empty }, { spec: filled });
  const written = objectOf(objectOf(writeFieldsV1(unionOf(added, modified))['f:spec'])['f:template']);
  fields.set(template, written);
  return written;
}

// A template has thousands of pods, and each tells who owns its fields.
const fields = new WeakMap<PodTemplate, JsonObject>();
