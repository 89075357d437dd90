// Writes libs/protobuf/src/tables/*.ts: the field numbers of the messages that clients send.
//
//   node scripts/generate-protobuf-fields.mjs API APIMACHINERY
//
// API and APIMACHINERY are the trees of Kubernetes' Go modules of those names at one release. Of their types.go only
// names, types and struct tags are read: a tag has both the key in JSON and the number in Protobuf.
import { readFileSync, writeFileSync } from 'node:fs';

const [api, apimachinery] = process.argv.slice(2);
const SOURCES = [
  ...['apps/v1', 'core/v1', 'authorization/v1', 'authentication/v1', 'autoscaling/v1'].map(
    (group) => `${api}/${group}`,
  ),
  `${apimachinery}/pkg/apis/meta/v1`,
];

// What a client may send; `status` is never read, so its messages are left out.
const FILES = {
  requests: [
    'Deployment',
    'Scale',
    'Namespace',
    'Service',
    'DeleteOptions',
    'SelfSubjectAccessReview',
    'SelfSubjectRulesReview',
    'SelfSubjectReview',
  ],
  pods: ['Pod'],
};

const SPECIAL = {
  'resource.Quantity': 'Quantity',
  Time: 'Time',
  'intstr.IntOrString': 'IntOrString',
  FieldsV1: 'FieldsV1',
  'types.UID': 'string',
  'runtime.RawExtension': 'RawExtension',
};
const PLAIN = new Set(['string', 'bool', 'int32', 'int64']);
const SCALARS = new Set([...PLAIN, ...Object.values(SPECIAL)]);

const structs = new Map();
const named = new Map();
for (const source of SOURCES) {
  const text = readFileSync(`${source}/types.go`, 'utf8');
  for (const [, name, body] of text.matchAll(/^type (\w+) struct \{\n(.*?)^\}/gms)) structs.set(name, body);
  for (const [, name, type] of text.matchAll(/^type (\w+) ((?:map\[\w+\]|\[\])?[\w.]+)$/gm)) named.set(name, type);
}

function fieldsOf(message) {
  const body = structs.get(message);
  if (body === undefined) throw new Error(`no struct ${message}`);
  return [...body.matchAll(/^\t(?:\w+[ \t]+)?([\w.*[\]]+)[ \t]+`([^`]*)`/gm)]
    .map(([, type, tags]) => ({
      type,
      json: /json:"([^"]*)"/.exec(tags)?.[1] ?? '',
      number: Number(/protobuf:"\w+,(\d+)/.exec(tags)?.[1]),
    }))
    .filter(({ number, json }) => number > 0 && !json.startsWith('status'));
}

// Go's type as the table has it: no pointers, names of texts and numbers resolved.
function tableType(type) {
  const plain = type.replace(/\*/g, '').replace(/\b(v1|metav1)\./g, '');
  const list = /^\[\](.*)$/.exec(plain);
  if (list) return list[1] === 'byte' ? 'bytes' : `[]${tableType(list[1])}`;
  const map = /^map\[\w+\](.*)$/.exec(plain);
  if (map) return `{}${tableType(map[1])}`;
  if (SPECIAL[plain]) return SPECIAL[plain];
  return named.has(plain) ? tableType(named.get(plain)) : plain;
}

const done = new Map();
for (const [file, roots] of Object.entries(FILES)) {
  for (const root of roots) visit(root, file);
}

function visit(message, file) {
  if (SCALARS.has(message) || message === 'bytes' || done.has(message)) return;
  done.set(message, undefined);
  const texts = fieldsOf(message).map(({ type, json, number }) => {
    const [name, ...options] = json.split(',');
    const written = tableType(type);
    visit(written.replace(/^(\[\]|\{\})/, ''), inFile(message, file));
    // Go writes the zero of a field that is no pointer; JSON leaves it out.
    const zeroIsAbsent = options.includes('omitempty') && !type.startsWith('*') && PLAIN.has(written);
    return `${number}:${name}:${written}${zeroIsAbsent ? ':o' : ''}`;
  });
  done.set(message, { file: inFile(message, file), line: `  ${message}: '${texts.join(' ')}',` });
}

// A Deployment's template is a pod too.
function inFile(message, file) {
  return message === 'PodTemplateSpec' || message === 'PodSpec' ? 'pods' : file;
}

const TITLES = {
  requests: 'The messages that clients send, but for what is in a pod',
  pods: 'Pods and all that is in them',
};
for (const file of Object.keys(FILES)) {
  const lines = [...done.values()].filter((entry) => entry?.file === file).map(({ line }) => line);
  writeFileSync(
    `libs/protobuf/src/tables/${file}.ts`,
    `// Written by scripts/generate-protobuf-fields.mjs: do not edit.

/**
 * ${TITLES[file]}, as of Kubernetes 1.36:
 * \`number:key in JSON:type\`, and \`:o\` where JSON leaves a zero out. A field without a key has its fields in the object itself.
 */
export const ${file.toUpperCase()}: Readonly<Record<string, string>> = {
${lines.sort().join('\n')}
};
`,
  );
}
