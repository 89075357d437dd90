import { createHash, verify, createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromHex, type Hash, verifyConsistency, verifyInclusion } from '#libs/proof';
import { GraphQLClient } from './support/graphql.js';
import { manifest } from './support/manifest.js';
import { Program } from './support/program.js';

let program: Program;
let auditor: GraphQLClient;
let viewer: GraphQLClient;

const APPLY = `mutation ($input: ApplyDeploymentInput!) { applyDeployment(input: $input) { results { change { position } } } }`;
const SCALE = `mutation ($replicas: Int!) { scaleDeployment(input: { namespace: "shop", name: "web", replicas: $replicas }) { position } }`;

beforeAll(async () => {
  program = await Program.start({ env: { ROLLBOOK_HEAD_SECONDS: '1' } });
  const admin = new GraphQLClient(program.url, program.token);
  for (const [role, namespace] of [
    ['auditor', '*'],
    ['viewer', '*'],
  ] as const) {
    await admin.data(`mutation ($input: BindRoleInput!) { bindRole(input: $input) { id } }`, {
      input: { role: role.toUpperCase(), subjects: [role], namespace, cluster: '*' },
    });
  }
  [auditor, viewer] = [await clientOf('auditor'), await clientOf('viewer')];
  await admin.data(APPLY, { input: { namespace: 'shop', manifest: manifest('web', { image: 'web:1' }) } });
  for (const replicas of [2, 3, 4, 5]) await admin.data(SCALE, { replicas });
}, 120_000);

afterAll(async () => {
  await program.discard();
});

async function clientOf(subject: string): Promise<GraphQLClient> {
  const { output } = await Program.run({ dataFolder: program.dataFolder, args: ['token', 'create', subject] });
  return new GraphQLClient(program.url, output.trim());
}

describe('proofs in GraphQL', () => {
  it('when the log has grown, a head of it is signed, and its note and key check', async () => {
    const { treeHead: head } = await headOf(5);
    const { signingKeys } = await auditor.data(`{ signingKeys { number fingerprint publicKey origin fromSize } }`);
    const [text, line] = head.note.split('\n\n');

    expect(text.split('\n').slice(0, 2)).toEqual([signingKeys[0].origin, head.size]);
    expect(line).toMatch(new RegExp(`^\u2014 ${signingKeys[0].origin} \\S+\n$`));
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(signingKeys[0].publicKey, 'base64').toString('base64url') },
      format: 'jwk',
    });
    expect(verify(null, Buffer.from(`${text}\n`), key, Buffer.from(head.signature, 'base64'))).toBe(true);
    const { treeHeads } = await auditor.data(`{ treeHeads(last: 1) { nodes { size } edges { cursor } } }`);
    expect(treeHeads).toEqual({ nodes: [{ size: head.size }], edges: [{ cursor: head.size }] });
  });

  it('when an event and an older tree are proved, the proofs hold', async () => {
    const { treeHead: head } = await headOf(5);
    const size = Number(head.size);
    const asked = `query ($size: Position!) {
      inclusionProof(position: 3, treeSize: $size) { position treeSize leafHash path rootHash }
      consistencyProof(from: 3, to: $size) { fromRootHash toRootHash path }
      change(position: 3) { events { position leafHash } }
    }`;
    const { inclusionProof, consistencyProof, change } = await auditor.data(asked, { size: head.size });

    expect(inclusionProof.rootHash).toBe(head.rootHash);
    expect(change.events).toContainEqual({ position: '3', leafHash: inclusionProof.leafHash });
    const [leaf, root] = [bytes(inclusionProof.leafHash), bytes(inclusionProof.rootHash)];
    expect(verifyInclusion(sha256, { index: 2, size, leaf, root, path: inclusionProof.path.map(bytes) })).toBe(true);
    expect(
      verifyConsistency(sha256, {
        first: 3,
        second: size,
        firstRoot: bytes(consistencyProof.fromRootHash),
        secondRoot: root,
        path: consistencyProof.path.map(bytes),
      }),
    ).toBe(true);
  });

  it.each([
    ['inclusionProof(position: 0) { path }', 'position: must be between 1 and'],
    ['inclusionProof(position: 4, treeSize: 3) { path }', 'position: must be between 1 and 3, the treeSize, not 4'],
    ['inclusionProof(position: 1, treeSize: "999999999999") { path }', 'treeSize: must be between 1 and'],
    ['consistencyProof(from: 4, to: 3) { path }', 'from: must be between 1 and 3, the to, not 4'],
    ['consistencyProof(from: 1, to: 0) { path }', 'to: must be between 1 and'],
    ['treeHeads(first: 101) { nodes { size } }', 'first: must be between 1 and 100'],
    ['treeHeads(first: 1, last: 1) { nodes { size } }', 'last: cannot be given together with first'],
    ['treeHeads(after: "x") { nodes { size } }', 'after: "x" is not a cursor of this list'],
  ])('when %s is asked, it is refused: %s', async (query, message) => {
    await headOf(5);
    const error = await auditor.error(`{ ${query} }`);

    expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(error.message).toContain(message);
  });

  it.each([
    'treeHead { size }',
    'treeHeads { nodes { size } }',
    'signingKeys { number }',
    'inclusionProof(position: 1) { path }',
    'consistencyProof(from: 1) { path }',
  ])('when a viewer of all asks for %s, it is refused', async (query) => {
    expect(await viewer.error(`{ ${query} }`)).toMatchObject({ code: 'FORBIDDEN', refusal: 'NotAllowed' });
  });
});

// The worker signs within a second or so.
async function headOf(size: number) {
  const asked = `query ($size: Position!) { treeHead(from: $size) { size rootHash note signature } }`;
  for (;;) {
    const found = await auditor.data(asked, { size: String(size) });
    if (found.treeHead !== null) return found;
  }
}

const sha256 = (input: Uint8Array): Hash => createHash('sha256').update(input).digest();

function bytes(hex: string): Hash {
  return fromHex(hex)!;
}
