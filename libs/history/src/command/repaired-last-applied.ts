import {
  canonicalJson,
  defaultTemplate,
  type Json,
  type JsonObject,
  type PodTemplate,
  templatesEqual,
} from '#libs/kubernetes';

/**
 * `last-applied-configuration` after an undo: its template becomes the restored one, so that the next `kubectl apply`
 * removes what the manifest does not have. kubectl's own undo leaves the template of the revision undone there, and what
 * only the restored template has stays for ever (kubernetes/kubernetes#94698).
 *
 * The template as it was applied when the revision was made is preferred, when it still defaults to the restored one:
 * it is what the person wrote.
 */
export function repairedLastApplied(
  current: string,
  restored: Readonly<{ template: PodTemplate; lastApplied?: string }>,
): string {
  const manifest = parseObject(current);
  if (manifest === undefined) return current;
  const written = templateOf(parseObject(restored.lastApplied ?? ''));
  const full = restored.template as unknown as Json;
  const isSame = written !== undefined && templatesEqual(defaultTemplate(written), restored.template);
  const spec = { ...(manifest.spec as JsonObject | undefined), template: isSame ? written : full };
  return `${canonicalJson({ ...manifest, spec })}\n`;
}

function templateOf(manifest: JsonObject | undefined): Json | undefined {
  return (manifest?.spec as JsonObject | undefined)?.template;
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined; // the annotation is anybody's to write: what is not JSON cannot be repaired
  }
}
