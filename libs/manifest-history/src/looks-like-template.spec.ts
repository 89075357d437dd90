import { expect, it } from '@jest/globals';
import { looksLikeTemplate } from './looks-like-template.js';

it.each([
  ['image: "{{ .Values.image }}"', true],
  ['{{- if .Values.on }}', true],
  ['name: {{ include "web.name" . }}', true],
  ['{{/* a comment */}}', true],
  ['{{ $name }}', true],
  ['{{ (index .x 0) }}', true],
  ['args: ["--format={{.Name}}"]', false],
  ['args: ["{{ .iffy }}", "{{ ending }}"]', false],
  ['image: ${IMAGE}', false],
])('when the text is %j, the answer is %j', (text, answer) => {
  expect(looksLikeTemplate(text)).toBe(answer);
});
