/**
 * Whether a text is one that Helm or another renderer makes manifests of. Braces alone do not say so: a Deployment may
 * have them in its arguments.
 */
export function looksLikeTemplate(text: string): boolean {
  return ACTION.test(text);
}

// What Go's templates are written with: `{{ .Values.image }}`, `{{- if`, `{{ include "x" . }}`, `{{/* … */}}`.
const ACTION =
  /\{\{-?\s*(?:\/\*|\$|\(|(?:\.(?:Values|Release|Chart|Files|Capabilities|Template)|if|else|end|range|with|define|include|template|block|toYaml|default|required|tpl)\b)/;
