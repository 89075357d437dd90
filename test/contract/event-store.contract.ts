import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  canonicalJson,
  Chain,
  type EventStore,
  IdempotencyKeyReused,
  type NewChange,
  type NewEvent,
  type RecordedChange,
  StreamConflict,
  StreamEnded,
  type StreamName,
  Unstorable,
} from '#libs/event-store';

export type OpenedStore = Readonly<{ store: EventStore; close: () => Promise<void> }>;

/** What every event store promises. */
export function describeEventStore(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} as an EventStore`, () => {
    let opened: OpenedStore;
    let store: EventStore;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.close());

    const create = (stream = WEB, more: Partial<NewChange> = {}) =>
      store.append(change({ stream, expected: 'none', events: [created()], ...more }));
    const scale = (replicas: number, expected: number, more: Partial<NewChange> = {}) =>
      store.append(change({ expected, events: [scaled(replicas)], summary: `scaled to ${replicas}`, ...more }));

    describe('append', () => {
      it('when the log is empty, its head is 0 and there is nothing to read', async () => {
        expect(await store.head()).toBe(0n);
        expect(await store.readLog(0n, 10)).toEqual([]);
        expect(await store.findStream('prod', 'shop', 'web')).toBeUndefined();
        expect(await store.streamById(1)).toBeUndefined();
      });

      it('when a stream is opened, it answers its number and the places given', async () => {
        const appended = await create();

        expect(appended).toEqual({
          change: 1n,
          position: 1n,
          streamPosition: 1,
          stream: { id: 1, ...WEB, openedAt: 1n },
          recordedAt: expect.any(Number),
          duplicate: false,
        });
        expect(await store.findStream('prod', 'shop', 'web')).toEqual(appended.stream);
        expect(await store.streamById(1)).toEqual(appended.stream);
        expect(await store.head()).toBe(1n);
      });

      it('when a change has several events, they follow each other in the log and in the stream', async () => {
        await create();
        const appended = await store.append(
          change({ expected: 1, events: [templateChanged('nginx:1.25'), scaled(5)] }),
        );

        expect(appended).toMatchObject({ change: 2n, position: 3n, streamPosition: 3 });
        expect(await store.head()).toBe(3n);
        const [, second] = await store.readLog(0n, 10);
        expect(second!.events.map(({ position, streamPosition, type }) => [position, streamPosition, type])).toEqual([
          [2n, 2, 'PodTemplateChanged'],
          [3n, 3, 'DeploymentScaled'],
        ]);
      });

      it('when changes of one stream are sent without waiting, they are recorded in the order sent', async () => {
        const appended = await Promise.all([create(), scale(1, 1), scale(2, 2), scale(3, 3)]);

        expect(appended.map(({ position }) => position)).toEqual([1n, 2n, 3n, 4n]);
      });

      it('when one of several fails, the others are recorded without a hole', async () => {
        const results = await Promise.allSettled([create(), scale(9, 7), scale(1, 1), create(API), scale(8, 0)]);

        expect(results.map(({ status }) => status)).toEqual([
          'fulfilled',
          'rejected',
          'fulfilled',
          'fulfilled',
          'rejected',
        ]);
        expect(await positions(store)).toEqual([1n, 2n, 3n]);
      });

      it.each<[string, Partial<NewChange>]>([
        ['is overtaken', {}],
        ['cannot be kept', { cause: '\0' }],
        ['was recorded before, elsewhere', { idempotency: { key: 'key-1', request: REQUEST } }],
      ])('when one of a chain %s, those after it are refused, though their positions fit', async (_, more) => {
        await create(WEB, { idempotency: { key: 'key-1', request: REQUEST } });
        const chain = new Chain();
        const results = await Promise.allSettled([
          scale(1, 1),
          scale(2, 2),
          scale(3, 2, { chain, ...more }),
          scale(4, 3, { chain }),
          scale(5, 3),
        ]);

        const [, , third, fourth] = results;
        expect(results.map(({ status }) => status === 'fulfilled')).toEqual([
          true,
          true,
          'idempotency' in more,
          false,
          true,
        ]);
        expect(third).not.toMatchObject({ value: { duplicate: false } });
        expect((fourth as PromiseRejectedResult).reason).toEqual(new StreamConflict('prod/shop/web', 3, 3));
        expect(await positions(store)).toEqual([1n, 2n, 3n, 4n]);
      });

      it('when one of a chain was recorded before where it was to be, the chain holds', async () => {
        const key = { idempotency: { key: 'key-1', request: REQUEST } };
        await create();
        await scale(2, 1, key);
        const chain = new Chain();
        const results = await Promise.all([scale(2, 1, { ...key, chain }), scale(3, 2, { chain })]);

        expect(results.map(({ duplicate, position }) => [duplicate, position])).toEqual([
          [true, 2n],
          [false, 3n],
        ]);
      });
    });

    describe('expected', () => {
      it('when two write on the same position, one wins and the other is told', async () => {
        await create();
        const results = await Promise.allSettled([scale(2, 1), scale(3, 1)]);

        expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
        const lost = results.find((result) => result.status === 'rejected');
        expect(lost?.reason).toEqual(new StreamConflict('prod/shop/web', 1, 2));
      });

      it.each([0, 1, 3])('when the stream is at 2 and %d is expected, it is a conflict', async (expected) => {
        await create();
        await scale(2, 1);

        await expect(scale(3, expected)).rejects.toEqual(new StreamConflict('prod/shop/web', expected, 2));
      });

      it('when the stream does not exist and a position is expected, it is a conflict', async () => {
        await expect(scale(3, 1)).rejects.toEqual(new StreamConflict('prod/shop/web', 1, 'none'));
        expect(await store.head()).toBe(0n);
      });

      it('when the name lives, another incarnation of it is a conflict', async () => {
        await create();

        await expect(create({ ...WEB, uid: 'uid-2' })).rejects.toEqual(new StreamConflict('prod/shop/web', 'none', 1));
        await expect(create()).rejects.toEqual(new StreamConflict('prod/shop/web', 'none', 1));
      });

      it('when two open the same name at once, one wins', async () => {
        const results = await Promise.allSettled([create(), create({ ...WEB, uid: 'uid-2' })]);

        expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
        expect(await positions(store)).toEqual([1n]);
      });

      it('when another cluster has the same name and uid, they are two streams', async () => {
        await create();
        const other = await create({ ...WEB, cluster: 'staging' });

        expect(other.stream).toEqual({ id: 2, ...WEB, cluster: 'staging', openedAt: 2n });
      });

      it('when a uid comes back under another name, it fails, for no cluster does that', async () => {
        await create();

        await expect(create({ ...WEB, name: 'other' })).rejects.toThrow('uid uid-1 is prod/shop/web');
      });
    });

    describe('ends', () => {
      const end = (expected: number, more: Partial<NewChange> = {}) =>
        store.append(change({ expected, ends: true, events: [deleted()], ...more }));

      it('when a stream has ended, nothing follows', async () => {
        await create();
        const ended = await end(1);

        expect(ended.stream.endedAt).toBe(2n);
        expect(await store.streamById(1)).toEqual({ id: 1, ...WEB, openedAt: 1n, endedAt: 2n });
        await expect(scale(1, 2)).rejects.toEqual(new StreamEnded('prod/shop/web'));
        await expect(create()).rejects.toEqual(new StreamEnded('prod/shop/web'));
      });

      it('when it ended, its name is free, and the newest incarnation is found', async () => {
        await create();
        await end(1);
        expect(await store.findStream('prod', 'shop', 'web')).toMatchObject({ uid: 'uid-1', endedAt: 2n });

        const again = await create({ ...WEB, uid: 'uid-2' });

        expect(again.stream).toEqual({ id: 2, ...WEB, uid: 'uid-2', openedAt: 3n });
        expect(await store.findStream('prod', 'shop', 'web')).toEqual(again.stream);
      });

      it('when a stream is opened, ended and its name opened again without waiting, all are recorded', async () => {
        const again = { ...WEB, uid: 'uid-2' };
        await Promise.all([create(), end(1), create(again), end(1, { stream: again })]);

        expect(await store.streamById(1)).toMatchObject({ uid: 'uid-1', openedAt: 1n, endedAt: 2n });
        expect(await store.streamById(2)).toMatchObject({ uid: 'uid-2', openedAt: 3n, endedAt: 4n });
      });

      it('when one change opens and ends a stream, it is recorded', async () => {
        await create(WEB, { ends: true, events: [created(), deleted()] });

        expect(await store.streamById(1)).toEqual({ id: 1, ...WEB, openedAt: 1n, endedAt: 2n });
      });

      it('when something late is told of a stream that has ended, it follows, and the end stays where it was', async () => {
        await create();
        await end(1);
        const late = await scale(3, 2, { late: true });

        expect(late).toMatchObject({ position: 3n, streamPosition: 3, stream: { id: 1, endedAt: 2n } });
        expect(await store.streamById(1)).toEqual({ id: 1, ...WEB, openedAt: 1n, endedAt: 2n });
        await expect(scale(4, 2, { late: true })).rejects.toEqual(new StreamConflict('prod/shop/web', 2, 3));
        await expect(scale(4, 3)).rejects.toEqual(new StreamEnded('prod/shop/web'));
      });

      it('when an incarnation that is over is told late, the living one keeps the name', async () => {
        const living = await create();
        const over = { ...WEB, uid: 'uid-0' };
        await expect(create(over, { late: true })).rejects.toEqual(new StreamConflict('prod/shop/web', 'none', 1));
        const late = await create(over, { late: true, ends: true });

        expect(late.stream).toEqual({ id: 2, ...over, openedAt: 2n, endedAt: 2n });
        expect(await store.findStream('prod', 'shop', 'web')).toEqual(living.stream);
        expect(await store.streamByUid('prod', 'uid-0')).toEqual(late.stream);
        expect(await store.streamByUid('other', 'uid-0')).toBeUndefined();
        expect(await scale(2, 1)).toMatchObject({ streamPosition: 2 });
      });

      it('when two end at once, one wins', async () => {
        await create();
        const results = await Promise.allSettled([end(1), end(1)]);

        expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      });
    });

    describe('kinds', () => {
      const service = (uid: string): StreamName => ({ ...WEB, kind: 'Service', uid });
      const end = (stream: StreamName) =>
        store.append(change({ stream, expected: 1, ends: true, events: [deleted()] }));

      it('when streams are of several kinds, each has its name for itself', async () => {
        await create();
        const appended = await create(service('uid-s'));
        await create({ ...WEB, kind: 'Pod', uid: 'uid-p' });

        expect(appended.stream).toEqual({ id: 2, ...WEB, kind: 'Service', uid: 'uid-s', openedAt: 2n });
        expect(await store.findStream('prod', 'shop', 'web')).toMatchObject({ id: 1 });
        expect(await store.findStream('prod', 'shop', 'web', 'Service')).toEqual(appended.stream);
        expect(await store.findStream('prod', 'shop', 'web', 'Pod')).toMatchObject({ id: 3 });
        expect(await store.findStream('prod', 'shop', 'web', 'Namespace')).toBeUndefined();
        expect(await store.streamById(2)).toEqual(appended.stream);
        expect((await store.readLog(1n, 1))[0]!.stream).toEqual(appended.stream);
      });

      it('when a name of a kind is taken, it is refused until it ends', async () => {
        await create();
        await create(service('uid-s'));
        const taken = new StreamConflict('Service prod/shop/web', 'none', 1);
        await expect(create(service('uid-t'))).rejects.toEqual(taken);

        await end(service('uid-s'));
        expect((await create(service('uid-t'))).stream).toMatchObject({ id: 3, kind: 'Service' });
        await expect(create({ ...WEB, uid: 'uid-2' })).rejects.toEqual(new StreamConflict('prod/shop/web', 'none', 1));
      });

      it('when a key comes again, the stream answered has its kind', async () => {
        const key = { idempotency: { key: 'key-s', request: REQUEST } };
        const first = await create(service('uid-s'), key);
        expect(await create(service('uid-s'), key)).toEqual({ ...first, duplicate: true });
        expect((await store.findByIdempotencyKey(WEB, 'key-s'))?.appended).toEqual(first);
      });

      it('when a stream is of another kind, the leaves say so', async () => {
        await create(service('uid-s'));
        const [leaf] = await store.readLeaves(0n, 1);
        expect(leaf!.text).toContain('"cluster":"prod","kind":"Service","leaf":');
        expect(sha256(`\0${leaf!.text}`)).toBe(leaf!.hash);
      });
    });

    describe('idempotency', () => {
      const key = { idempotency: { key: 'key-1', request: REQUEST } };

      it('when the key comes again, the first result is answered and nothing is appended', async () => {
        const first = await create(WEB, key);
        await scale(7, 1);

        expect(await create(WEB, key)).toEqual({ ...first, duplicate: true });
        expect(await store.head()).toBe(2n);
      });

      it('when the key comes again after the stream has ended, the first result is answered', async () => {
        const first = await create(WEB, key);
        await store.append(change({ expected: 1, ends: true, events: [deleted()] }));

        expect(await create(WEB, key)).toEqual({ ...first, duplicate: true });
      });

      it('when the key of a change with several events comes again, the first result is answered', async () => {
        const first = await create(WEB, { ...key, ends: true, events: [created(), scaled(1), deleted()] });

        expect(await create(WEB, key)).toEqual({ ...first, duplicate: true });
        expect(first).toMatchObject({ change: 1n, position: 3n, streamPosition: 3 });
      });

      it('when the key comes with another request, it is refused', async () => {
        await create(WEB, key);
        const other = { idempotency: { key: 'key-1', request: 'ff'.repeat(32) } };

        await expect(scale(7, 1, other)).rejects.toEqual(new IdempotencyKeyReused('key-1'));
        expect(await store.head()).toBe(1n);
      });

      it('when the key comes many times at once, one is appended and all get its result', async () => {
        const all = await Promise.all([1, 2, 3, 4].map(() => create(WEB, key)));

        expect(all.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
        expect(new Set(all.map(({ change: number }) => number))).toEqual(new Set([1n]));
        expect(await positions(store)).toEqual([1n]);
      });

      it('when a change with a key was refused, the key is free', async () => {
        await expect(scale(1, 4, key)).rejects.toThrow(StreamConflict);

        expect(await create(WEB, key)).toMatchObject({ duplicate: false });
      });

      it('when the key comes in another namespace, it is another key', async () => {
        const first = await create(WEB, key);
        const other = { idempotency: { key: 'key-1', request: 'ff'.repeat(32) } };
        const elsewhere = { ...WEB, namespace: 'bank', uid: 'uid-b' };
        const second = await create(elsewhere, other);
        const abroad = await create({ ...WEB, cluster: 'edge', uid: 'uid-e' }, key);

        expect([second, abroad].map(({ change: number, duplicate }) => [number, duplicate])).toEqual([
          [2n, false],
          [3n, false],
        ]);
        expect(await create(elsewhere, other)).toEqual({ ...second, duplicate: true });
        expect(await create(WEB, key)).toEqual({ ...first, duplicate: true });
        expect((await store.findByIdempotencyKey(elsewhere, 'key-1'))?.appended).toEqual(second);
      });

      it('when a key is looked up, its result and its request are found', async () => {
        const first = await create(WEB, key);

        expect(await store.findByIdempotencyKey(WEB, 'key-1')).toEqual({ appended: first, request: REQUEST });
        expect(await store.findByIdempotencyKey(WEB, 'key-2')).toBeUndefined();
      });
    });

    describe('what is given back', () => {
      it('when a change says everything there is to say, all of it comes back', async () => {
        const whole = change({
          stream: WEB,
          expected: 'none',
          events: [created()],
          actor: { subject: 'alice', groups: ['dev', 'ops'], impersonator: 'root' },
          source: 'kubernetes-api',
          provenance: { userAgent: 'kubectl/v1.36.0', address: '10.0.0.7', command: 'kubectl apply', session: 's-1' },
          cause: 'new year “sale” 🎆',
          summary: 'created',
          occurredAt: 123_456_789,
          idempotency: { key: 'k', request: REQUEST },
        });
        await store.append(whole);

        const [read] = await store.readLog(0n, 1);

        const { events, recordedAt, ...facts } = read!;
        const { expected: _expected, idempotency: _idempotency, events: _events, ...given } = whole;
        expect(facts).toEqual({ ...given, change: 1n, stream: { id: 1, ...WEB, openedAt: 1n } });
        expect(recordedAt).toBeGreaterThan(1_600_000_000_000);
        expect(events).toEqual([
          {
            ...created(),
            position: 1n,
            streamPosition: 1,
            leafHash: expect.stringMatching(/^[0-9a-f]{64}$/),
            templateHash: sha256(canonicalJson(template('nginx:1.24'))),
          },
        ]);
      });

      it('when a change says little, nothing is added', async () => {
        await create();
        await scale(3, 1, { provenance: {}, actor: { subject: '', groups: [] } });

        const read = (await store.readLog(1n, 1))[0]!;

        expect(Object.keys(read).sort()).toEqual(CHANGE_KEYS);
        expect(Object.keys(read.events[0]!).sort()).toEqual(EVENT_KEYS);
        expect(read).toMatchObject({ provenance: {}, actor: { subject: '', groups: [] } });
      });

      it.each(TEXTS)('when text is %j, it comes back as it was', async (text) => {
        const odd: NewEvent = {
          type: 'Odd',
          schemaVersion: 2,
          payload: { [text]: [text] },
          template: { [text]: text },
        };
        await create(WEB, { events: [odd], actor: { subject: text, groups: [text] }, provenance: { command: text } });

        const [read] = await store.readLog(0n, 1);

        expect(read!.events[0]).toMatchObject(odd);
        expect(read!.actor).toEqual({ subject: text, groups: [text] });
        expect(read!.provenance).toEqual({ command: text });
      });

      it.each(NUMBERS)('when a number is %d, it comes back as it was', async (number) => {
        await create(WEB, { events: [{ type: 'Odd', schemaVersion: 1, payload: { number }, template: { number } }] });

        const [read] = await store.readLog(0n, 1);

        expect(read!.events[0]).toMatchObject({ payload: { number }, template: { number } });
      });

      it('when a value has keys without a value, they are left out', async () => {
        await create(WEB, { events: [{ type: 'Odd', schemaVersion: 1, payload: { a: undefined, b: [] } }] });

        expect((await store.readLog(0n, 1))[0]!.events[0]!.payload).toStrictEqual({ b: [] });
      });

      it('when a payload and a template are a megabyte each, they come back whole', async () => {
        const long = Array.from({ length: 20_000 }, (_, index) => `line ${index} ${index ** 3}`.padEnd(50, 'é'));
        const big: NewEvent = { type: 'Big', schemaVersion: 1, payload: { long }, template: { long } };
        await create(WEB, { events: [big] });

        expect((await store.readLog(0n, 1))[0]!.events[0]).toMatchObject(big);
      });

      it('when templates come back, A, B, A are two by their hash and three whole', async () => {
        await create(WEB, { events: [templateChanged('a'), templateChanged('b'), templateChanged('a')] });

        const { events } = (await store.readLog(0n, 1))[0]!;

        expect(events.map((event) => event.template)).toEqual([template('a'), template('b'), template('a')]);
        expect(events[0]!.templateHash).toBe(events[2]!.templateHash);
        expect(events[0]!.templateHash).not.toBe(events[1]!.templateHash);
      });

      it('when a template has hardly anything of the one before, it comes back whole', async () => {
        const other = { entirely: 'different', list: [1, 2, 3] };
        await create();
        await scale(1, 1, { events: [{ ...templateChanged('b'), template: other }] });
        await scale(1, 2, { events: [templateChanged('c')] });

        const changes = await store.readLog(1n, 2);
        expect(changes.map(({ events }) => events[0]!.template)).toEqual([other, template('c')]);
      });

      it('when leaves are read, their hashes are those of their texts, and of the events', async () => {
        await create(WEB, { cause: 'because' });
        await scale(3, 1, { provenance: { address: '10.0.0.7', session: 's-1' }, events: [scaled(3), scaled(4)] });
        await scale(5, 3, { provenance: {}, actor: { subject: 'bob', groups: [], impersonator: 'root' } });

        const leaves = await store.readLeaves(0n, 10);
        const events = (await store.readLog(0n, 10)).flatMap((recorded) => recorded.events);

        expect(leaves.map(({ position, hash }) => [position, hash])).toEqual(
          events.map(({ position, leafHash }) => [position, leafHash]),
        );
        expect(leaves.map(({ text }) => sha256(`\0${text}`))).toEqual(leaves.map(({ hash }) => hash));
        expect(leaves.map(({ text }) => canonicalJson(JSON.parse(text)))).toEqual(leaves.map(({ text }) => text));
      });

      it('when a leaf is read, it tells the event, and nothing in clear of who and why', async () => {
        await create(WEB, { cause: 'because of bob', provenance: { address: '10.0.0.7', session: 's-1' } });

        const { text } = (await store.readLeaves(0n, 1))[0]!;

        expect(JSON.parse(text)).toEqual({
          actor: expect.stringMatching(/^[0-9a-f]{64}$/),
          change: '1',
          cluster: 'prod',
          leaf: 2,
          name: 'web',
          namespace: 'shop',
          occurredAt: 1000,
          payload: { spec: {} },
          position: '1',
          provenance: expect.stringMatching(/^[0-9a-f]{64}$/),
          recordedAt: expect.any(Number),
          remark: expect.stringMatching(/^[0-9A-Za-z+/]{100,}=*$/),
          schemaVersion: 1,
          source: 'graphql',
          streamPosition: 1,
          summary: 'summary',
          template: sha256(canonicalJson(template('nginx:1.24'))),
          type: 'DeploymentCreated',
          uid: 'uid-1',
        });
      });

      it('when many came from the same, they have the same digests; when from another, others', async () => {
        await create();
        await scale(2, 1);
        await scale(3, 2, { actor: { subject: 'alice', groups: [] } });
        await scale(4, 3, { actor: { subject: 'bob', groups: ['dev'] } });

        const told = (await store.readLeaves(0n, 10)).map(
          ({ text }) => JSON.parse(text) as { actor: string; provenance: string },
        );

        const actors = told.map(({ actor }) => actor);
        expect([actors[0] === actors[1], new Set(actors).size]).toEqual([true, 3]);
        const provenances = told.map(({ provenance }) => provenance);
        expect([provenances[0] === provenances[2], new Set(provenances).size]).toEqual([true, 2]);
      });

      it.each([
        [0n, 10, [1n, 2n, 3n]],
        [1n, 1, [2n]],
        [3n, 10, []],
      ])('when leaves are read after %d, at most %d, they are %j', async (after, limit, expected) => {
        await create();
        await scale(2, 1, { events: [scaled(1), scaled(2)] });

        expect((await store.readLeaves(after, limit)).map(({ position }) => position)).toEqual(expected);
      });
    });

    describe('erasePerson', () => {
      const bob = { actor: { subject: 'bob', groups: ['ops'] } };
      const forAlice = { actor: { subject: 'alice', groups: ['dev'], impersonator: 'root' } };
      const more = { cause: 'my birthday', provenance: { userAgent: 'test', session: 's-1' } };
      const read = async () =>
        (await store.readLog(0n, 10)).map(({ actor, provenance, cause }) => ({ actor, provenance, cause }));

      it('when a person is erased, they are a tombstone, and others are as they were', async () => {
        await create(WEB, more);
        await scale(2, 1, { ...bob, ...more });
        const before = await store.readLeaves(0n, 10);

        const erasure = await store.erasePerson('alice');

        expect(erasure).toEqual({ person: 1, position: 2n, erasedAt: expect.any(Number) });
        expect(await read()).toEqual([
          { actor: { subject: 'erased person #1', groups: [], erased: true }, provenance: {}, cause: undefined },
          { ...bob, ...more },
        ]);
        expect(await store.readLeaves(0n, 10)).toEqual(before);
      });

      it('when an erased person comes again, it is as another, and the old stays erased', async () => {
        await create();
        await store.erasePerson('alice');
        await scale(2, 1, more);

        const [first, second] = await read();

        expect(first!.actor.subject).toBe('erased person #1');
        expect(second).toEqual({ actor: { subject: 'alice', groups: ['dev'] }, ...more });
        expect(await store.erasePerson('alice')).toMatchObject({ person: 2 });
        expect((await read())[1]!.actor.subject).toBe('erased person #2');
      });

      it('when one acted for another, what the request said is the one who acted', async () => {
        await create(WEB, { ...forAlice, ...more });
        await scale(2, 1, { ...forAlice, ...more });

        const alice = `erased person #${(await store.erasePerson('alice'))!.person}`;
        expect((await read())[0]).toEqual({
          actor: { subject: alice, groups: [], impersonator: 'root', erased: true },
          ...more,
        });

        const root = `erased person #${(await store.erasePerson('root'))!.person}`;
        expect((await read())[1]).toEqual({
          actor: { subject: alice, groups: [], impersonator: root, erased: true },
          provenance: {},
          cause: undefined,
        });
      });

      it('when nobody of that name was recorded, nothing is erased', async () => {
        await create();

        expect(await store.erasePerson('carol')).toBeUndefined();
        expect(await store.erasePerson('dev')).toBeUndefined();
      });

      it('when somebody appends while they are erased, all is recorded and read, before or after', async () => {
        await create();
        const scaling = Promise.all(Array.from({ length: 20 }, (_, index) => scale(index, index + 1, more)));
        await store.erasePerson('alice');
        await scaling;

        const changes = await store.readLog(0n, 30);

        expect(changes).toHaveLength(21);
        const names = changes.map(({ actor }) => actor.subject);
        expect(names).toEqual([...names].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
        expect(names[0]).toBe('erased person #1');
      });
    });

    describe('times', () => {
      it('when changes are recorded, recordedAt never falls', async () => {
        await create();
        for (let position = 1; position <= 5; position++) await scale(position, position);

        const times = (await store.readLog(0n, 10)).map(({ recordedAt }) => recordedAt);

        expect(times).toEqual([...times].sort((a, b) => a - b));
      });

      it.each([0, -1, 951_782_400_123, 253_402_300_799_999])('when it occurred at %d, so it is told', async (time) => {
        await create(WEB, { occurredAt: time });

        expect((await store.readLog(0n, 1))[0]!.occurredAt).toBe(time);
      });
    });

    describe('what cannot be recorded', () => {
      const REFUSED: readonly [string, Partial<NewChange>][] = [
        ['cause', { cause: 'a\0b' }],
        ['summary', { summary: '\0' }],
        ['summary', { summary: '\ud800' }],
        ['name', { stream: { ...WEB, name: 'we\0b' } }],
        ['namespace', { stream: { ...WEB, namespace: '\0' } }],
        ['cluster', { stream: { ...WEB, cluster: '\0' } }],
        ['uid', { stream: { ...WEB, uid: '\0' } }],
        ['idempotencyKey', { idempotency: { key: '\0', request: REQUEST } }],
        ['idempotency.request', { idempotency: { key: 'k', request: REQUEST.slice(1) } }],
        ['idempotency.request', { idempotency: { key: 'k', request: 'AB'.repeat(32) } }],
        ['occurredAt', { occurredAt: 1.5 }],
        ['occurredAt', { occurredAt: NaN }],
        ['occurredAt', { occurredAt: 253_402_300_800_000 }],
        ['occurredAt', { occurredAt: -62_135_596_800_001 }],
        ['events', { events: [created(), ...Array.from({ length: 1000 }, () => scaled(1))] }],
      ];

      it.each(REFUSED)('when %s cannot be kept as it is, it is refused and others go on', async (field, more) => {
        const [bad, good] = await Promise.allSettled([create(WEB, more), create(API)]);

        expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'Unstorable', field } });
        expect(bad.status === 'rejected' && bad.reason).toBeInstanceOf(Unstorable);
        expect(good).toMatchObject({ status: 'fulfilled', value: { position: 1n } });
      });

      it('when a change has a thousand events, it is recorded', async () => {
        const appended = await create(WEB, { events: [created(), ...Array.from({ length: 999 }, () => scaled(1))] });

        expect(appended).toMatchObject({ change: 1n, position: 1000n, streamPosition: 1000 });
        expect((await store.readLog(0n, 1))[0]!.events).toHaveLength(1000);
      });
    });

    describe('reading', () => {
      // positions 1 | 2 3 | 4 | 5, streams web web api web
      beforeEach(async () => {
        await create();
        await scale(2, 1, { events: [templateChanged('b'), scaled(2)], occurredAt: 2000 });
        await create(API, { occurredAt: 2500 });
        await scale(4, 3, { occurredAt: 3000 });
      });

      const numbers = (changes: readonly RecordedChange[]) => changes.map(({ change: number }) => number);

      it.each([
        [0n, 10, [1n, 2n, 4n, 5n]],
        [0n, 2, [1n, 2n]],
        [1n, 2, [2n, 4n]],
        [2n, 10, [4n, 5n]],
        [3n, 1, [4n]],
        [5n, 10, []],
        [99n, 10, []],
      ])('when the log is read after %d, at most %d, it answers %j', async (after, limit, expected) => {
        expect(numbers(await store.readLog(after, limit))).toEqual(expected);
      });

      it.each([
        [1, 0, 10, [1n, 2n, 5n]],
        [1, 0, 1, [1n]],
        [1, 1, 10, [2n, 5n]],
        [1, 2, 10, [5n]],
        [1, 3, 10, [5n]],
        [1, 4, 10, []],
        [2, 0, 10, [4n]],
        [3, 0, 10, []],
      ])('when stream %d is read after %d, at most %d, it answers %j', async (id, after, limit, expected) => {
        expect(numbers(await store.readStream(id, after, limit))).toEqual(expected);
      });

      it.each([
        [
          undefined,
          [
            [2, 'PodTemplateChanged'],
            [4, 'DeploymentScaled'],
          ],
        ],
        [
          4,
          [
            [2, 'PodTemplateChanged'],
            [4, 'DeploymentScaled'],
          ],
        ],
        [
          3,
          [
            [2, 'PodTemplateChanged'],
            [3, 'DeploymentScaled'],
          ],
        ],
        [1, []],
      ])('when the newest of each type up to %p are asked for, it answers %j', async (upTo, expected) => {
        const types = ['DeploymentScaled', 'PodTemplateChanged', 'RolloutPaused'];
        const events = await store.readLatestOfTypes(1, types, upTo);

        expect(events.map(({ streamPosition, type }) => [streamPosition, type])).toEqual(expected);
      });

      it('when the newest of a type is asked for, the event is whole', async () => {
        const [event] = await store.readLatestOfTypes(1, ['PodTemplateChanged']);

        expect(event).toEqual((await store.readLog(1n, 1))[0]!.events[0]);
      });

      it.each([
        [999, 0],
        [1000, 1],
        [1999, 1],
        [2000, 3],
        [2999, 3],
        [3000, 4],
        [9e12, 4],
      ])('when the moment is %d, the stream was at %d', async (time, expected) => {
        expect(await store.streamPositionAt(1, time)).toBe(expected);
      });

      it('when changes are asked for by number, they come oldest first, the unknown left out', async () => {
        const all = await store.readLog(0n, 10);

        expect(await store.readChanges([4n, 1n, 77n])).toEqual([all[0], all[2]]);
        expect(await store.readChanges([])).toEqual([]);
      });

      it('when templates are asked for by hash, they come whole', async () => {
        const a = sha256(canonicalJson(template('nginx:1.24')));
        const b = sha256(canonicalJson(template('b')));

        expect(await store.readTemplates([a, b])).toEqual(
          new Map([
            [a, template('nginx:1.24')],
            [b, template('b')],
          ]),
        );
        expect(await store.readTemplates([])).toEqual(new Map());
        await expect(store.readTemplates([REQUEST])).rejects.toThrow(REQUEST);
      });
    });

    describe('subscribe', () => {
      it('when something is appended, it hears of the newest position until it stops', async () => {
        const heard = new Heard();
        const stop = await store.subscribe(heard.hear);
        await create();
        await heard.reached(1n);
        await scale(2, 1, { events: [scaled(1), scaled(2)] });
        await heard.reached(3n);

        await stop();
        await scale(3, 3);

        expect(heard.newest).toBe(3n);
      });

      it('when several subscribe, each hears, and one stopping leaves the other', async () => {
        const [first, second] = [new Heard(), new Heard()];
        const stopFirst = await store.subscribe(first.hear);
        const stopSecond = await store.subscribe(second.hear);
        await create();
        await Promise.all([first.reached(1n), second.reached(1n)]);

        await stopFirst();
        await scale(2, 1);
        await second.reached(2n);

        expect(first.newest).toBe(1n);
        await stopSecond();
      });
    });
  });
}

class Heard {
  newest = 0n;
  private waiting: () => void = () => undefined;

  readonly hear = (position: bigint): void => {
    this.newest = position;
    this.waiting();
  };

  reached(position: bigint): Promise<void> {
    return new Promise((resolve) => {
      this.waiting = () => this.newest >= position && resolve();
      this.waiting();
    });
  }
}

export const WEB: StreamName = { cluster: 'prod', namespace: 'shop', name: 'web', uid: 'uid-1' };
export const API: StreamName = { cluster: 'prod', namespace: 'shop', name: 'api', uid: 'uid-9' };
const REQUEST = 'ab'.repeat(32);
const CHANGE_KEYS = 'actor change events occurredAt provenance recordedAt source stream summary'.split(' ');
const EVENT_KEYS = 'leafHash payload position schemaVersion streamPosition type'.split(' ');
const TEXTS = [
  '',
  '\0',
  '\ud800',
  '"\\\b\f\n\r\t\x1f\x7f',
  'größer ≤ 日本語 🎆',
  '\u2028\u2029',
  '{"a":1}',
  '{},NULL',
  "';--",
];
const NUMBERS = [0, -1, 0.1, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, Number.MAX_SAFE_INTEGER, 2 ** 63];

/** A change with defaults: at `web`, by alice, at 1000. */
export function change(more: Partial<NewChange>): NewChange {
  return {
    stream: WEB,
    expected: 'none',
    events: [created()],
    actor: { subject: 'alice', groups: ['dev'] },
    source: 'graphql',
    provenance: { userAgent: 'test' },
    summary: 'summary',
    occurredAt: 1000,
    ...more,
  };
}

export function created(): NewEvent {
  return { type: 'DeploymentCreated', schemaVersion: 1, payload: { spec: {} }, template: template('nginx:1.24') };
}

export function templateChanged(image: string): NewEvent {
  return { type: 'PodTemplateChanged', schemaVersion: 1, payload: { release: '1.36' }, template: template(image) };
}

export function scaled(replicas: number): NewEvent {
  return { type: 'DeploymentScaled', schemaVersion: 1, payload: { replicas } };
}

export function deleted(): NewEvent {
  return { type: 'DeploymentDeleted', schemaVersion: 1, payload: { propagationPolicy: 'Background' } };
}

function template(image: string) {
  return {
    metadata: { labels: { app: 'web', tier: 'front' } },
    spec: { containers: [{ name: 'web', image, ports: [{ containerPort: 80 }], resources: { limits: { cpu: '1' } } }] },
  };
}

async function positions(store: EventStore): Promise<bigint[]> {
  const changes = await store.readLog(0n, 1000);
  return changes.flatMap(({ events }) => events.map(({ position }) => position));
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
