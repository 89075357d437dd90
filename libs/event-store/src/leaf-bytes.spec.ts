import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.js';
import { leafBytes, type LeafFacts } from './leaf-bytes.js';

const facts: LeafFacts = {
  position: 7n,
  change: 6n,
  stream: { cluster: 'prod', namespace: 'shop', name: 'web', uid: 'u-1' },
  streamPosition: 3,
  type: 'DeploymentScaled',
  schemaVersion: 1,
  payload: '{"replicas":5}',
  personal: { format: 1, actor: 'aa'.repeat(32), provenance: '{}' },
  source: 'graphql',
  summary: 'replicas: 3 -> 5',
  occurredAt: 1_700_000_000_000,
  recordedAt: 1_700_000_000_123,
};
const whole: LeafFacts = {
  ...facts,
  position: 9_007_199_254_740_993n,
  templateHash: 'bb'.repeat(32),
  personal: { format: 1, actor: 'aa'.repeat(32), provenance: '{"address":"10.0.0.7"}', cause: 'größer "now"' },
};
const sealed: LeafFacts = {
  ...whole,
  personal: { format: 2, actor: 'aa'.repeat(32), provenance: 'cc'.repeat(32), remark: 'c2VhbGVk' },
};
const sealedSmall: LeafFacts = { ...facts, personal: { format: 2, actor: 'aa'.repeat(32) } };

// Golden: these bytes are in signed tree heads. A row never changes: what must change is another LEAF_FORMAT.
describe('leafBytes', () => {
  it('when an event is small, its leaf is this text behind a zero byte', () => {
    expect(new TextDecoder().decode(leafBytes(facts))).toBe(
      '\0{"actor":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","change":"6","cluster":"prod","leaf":1,' +
        '"name":"web","namespace":"shop","occurredAt":1700000000000,"payload":{"replicas":5},"position":"7",' +
        '"provenance":{},"recordedAt":1700000000123,"schemaVersion":1,"source":"graphql","streamPosition":3,' +
        '"summary":"replicas: 3 -> 5","type":"DeploymentScaled","uid":"u-1"}',
    );
  });

  it('when it is sealed, it tells digests and the sealed remark', () => {
    expect(new TextDecoder().decode(leafBytes(sealed))).toBe(
      `\0{"actor":"${'aa'.repeat(32)}","change":"6","cluster":"prod","leaf":2,"name":"web","namespace":"shop",` +
        '"occurredAt":1700000000000,"payload":{"replicas":5},"position":"9007199254740993",' +
        `"provenance":"${'cc'.repeat(32)}","recordedAt":1700000000123,"remark":"c2VhbGVk","schemaVersion":1,` +
        `"source":"graphql","streamPosition":3,"summary":"replicas: 3 -> 5","template":"${'bb'.repeat(32)}",` +
        '"type":"DeploymentScaled","uid":"u-1"}',
    );
  });

  it.each([
    ['small', facts, '6685876531ae563627827cd31ffd1318cbd83771be5caf43501e4b9cdb2ca75d'],
    [
      'of a Service',
      { ...facts, stream: { kind: 'Service' as const, ...facts.stream } },
      '4b209853aec6739ce7967a201e5e0720b76d0e98e5b3cc667bb6e72bd61135b4',
    ],
    ['whole', whole, '00e0f98360882500d05385060204706f4c09403e73ca12a7b941cc493bd6ecb9'],
    ['sealed', sealed, 'bd16d8578b05eac391ddfd4040da9d5faf3fd06d337b621de6981e90cb81e0c0'],
    ['sealed and small', sealedSmall, '8f94657a131b1490b186cff3fc54ae738ad87ca919c5e165ccea452117fd72a5'],
  ])('when an event is %s, its leaf hash is golden', (_name, leaf, hash) => {
    expect(createHash('sha256').update(leafBytes(leaf)).digest('hex')).toBe(hash);
  });

  it.each([
    ['small', facts],
    ['of a Service', { ...facts, stream: { kind: 'Service' as const, ...facts.stream } }],
    ['whole', whole],
    ['sealed', sealed],
    ['sealed and small', sealedSmall],
  ])('when an event is %s, its leaf is canonical JSON', (_name, leaf) => {
    const text = new TextDecoder().decode(leafBytes(leaf).subarray(1));

    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
});
