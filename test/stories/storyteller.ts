/** A program that listens, and a token for it: who holds it is told as the actor. */
export type Listener = Readonly<{ url: string; token: string }>;

/** Two people who work on the same Deployments. */
export type People = Readonly<{ mina: Listener; tom: Listener }>;

/** Whose Deployment a story is about. */
export type Place = Readonly<{ cluster: string; namespace: string; name: string }>;

export type Change = Readonly<{
  change: string;
  actor: { subject: string };
  source: string;
  cause: string | null;
  summary: string;
  occurredAt: string;
}>;

export type Told = Readonly<{
  changed: boolean;
  message: string;
  position: string | null;
  change: Change | null;
  diff: { fields: readonly Readonly<{ path: string; before: unknown; after: unknown }>[] } | null;
}>;

export type Diff = Readonly<{
  fields: readonly Readonly<{
    path: string;
    container: string | null;
    kind: string;
    before: unknown;
    after: unknown;
  }>[];
  jsonPatch: unknown;
  unified: string;
}>;

export type Refusal = Readonly<{ message: string; extensions: Readonly<{ code: string; reason?: string }> }>;

export type Seen = Readonly<{
  revision: number | null;
  position: string;
  spec: Readonly<{ replicas: number; containers: readonly Readonly<{ name: string; image: string }>[] }>;
  status: Readonly<{ readyReplicas: number; updatedReplicas: number; availableReplicas: number }>;
  replicaSets: Nodes<ReplicaSet>;
  pods: Nodes<Pod>;
  events: Nodes<{ reason: string; message: string }>;
  revisions: Nodes<Revision>;
  rollouts: Nodes<Rollout>;
  changes: Nodes<Change>;
}>;

export type ReplicaSet = Readonly<{
  name: string;
  revision: number | null;
  desired: number;
  current: number;
  ready: number;
  annotations: Readonly<Record<string, string>>;
}>;
export type Pod = Readonly<{ name: string; replicaSet: string; status: string; ready: boolean; createdAt: string }>;
export type Revision = Readonly<{
  number: number;
  replicaSet: string;
  podTemplateHash: string;
  images: readonly string[];
  template: unknown;
  cause: string | null;
  actor: { subject: string };
  createdAt: string;
  restoredFrom: number | null;
  supersededBy: number | null;
  keptByCluster: boolean;
}>;
export type Rollout = Readonly<{
  fromRevision: number | null;
  toRevision: number;
  outcome: string | null;
  lowestAvailable: number;
  mostPods: number;
}>;
type Nodes<Node> = Readonly<{ nodes: readonly Node[] }>;

/** Position of the last change that was told. */
type Heard = { position: string | null };

export type Storyteller = Readonly<{
  place: Place;
  tell: (mutation: string, input: object) => Promise<Told>;
  /** The same story, told on by another. */
  as: (other: Listener) => Storyteller;
  /** Applies a manifest with one Deployment: YAML, or the object itself. */
  apply: (manifest: string | object, input?: object) => Promise<Told>;
  /** What was refused, and how. */
  refused: (mutation: string, input: object) => Promise<Refusal>;
  /** The Deployment at a moment, all changes told so far included. */
  seen: (at?: Date) => Promise<Seen>;
}>;

/** Tells one story: asks for changes, and sees what became of them, of all that is in `heard`. */
export function storyteller(listener: Listener, place: Place, heard: Heard = { position: null }): Storyteller {
  async function tell(mutation: string, input: object): Promise<Told> {
    const told = (
      await answer<Record<string, Told>>(listener, mutationOf(mutation), { input: { ...place, ...input } })
    )[mutation];
    if (told === undefined) throw new Error(`${mutation} gave no answer`);
    heard.position = told.position ?? heard.position;
    return told;
  }

  return {
    place,
    tell,
    as: (other: Listener): Storyteller => storyteller(other, place, heard),
    async apply(manifest: string | object, input: object = {}): Promise<Told> {
      const { cluster, namespace } = place;
      const text = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
      const asked = { cluster, namespace, manifest: text, ...input };
      const { applyDeployment } = await answer<{ applyDeployment: { results: readonly Told[] } }>(listener, APPLY, {
        input: asked,
      });
      const [told] = applyDeployment.results;
      if (told === undefined) throw new Error('nothing was applied');
      heard.position = told.position ?? heard.position;
      return told;
    },
    async refused(mutation: string, input: object): Promise<Refusal> {
      const { errors } = await send(listener, mutationOf(mutation), { input: { ...place, ...input } });
      if (errors?.[0] === undefined) throw new Error(`${mutation} was not refused`);
      return errors[0];
    },
    async seen(at?: Date): Promise<Seen> {
      const { deployment } = await answer<{ deployment: Seen | null }>(listener, SEEN, {
        ...place,
        at,
        position: heard.position,
      });
      if (deployment === null) throw new Error(`${place.name} is not there`);
      return deployment;
    },
  };
}

/** What differs between two revisions. */
export async function diffOf(listener: Listener, place: Place, [from, to]: readonly [object, object]): Promise<Diff> {
  const variables = { from: { ...place, ...from }, to: { ...place, ...to } };
  return (await answer<{ diff: Diff }>(listener, DIFF, variables)).diff;
}

/** Sends a document and gives its data. */
export async function answer<Data>(listener: Listener, query: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await send(listener, query, variables);
  if (errors !== undefined || data === undefined || data === null)
    throw new Error(`the answer has errors: ${JSON.stringify(errors)}`);
  return data as Data;
}

/** `kubectl rollout history`: revision and change cause of every ReplicaSet a cluster would still have. */
export function kubectlHistory({ replicaSets }: Seen): readonly (readonly [number, string])[] {
  return replicaSets.nodes
    .map(({ revision, annotations }) => [revision ?? 0, annotations['kubernetes.io/change-cause'] ?? '<none>'] as const)
    .sort(([one], [other]) => one - other);
}

/** `kubectl get replicasets`: name, DESIRED, CURRENT, READY. */
export function kubectlReplicaSets({ replicaSets }: Seen): readonly (readonly [string, number, number, number])[] {
  return replicaSets.nodes.map(({ name, desired, current, ready }) => [name, desired, current, ready] as const);
}

/** How many pods of each ReplicaSet have each status. */
export function podCounts({ pods }: Seen): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { replicaSet, status } of pods.nodes)
    counts[`${replicaSet} ${status}`] = (counts[`${replicaSet} ${status}`] ?? 0) + 1;
  return counts;
}

/** The moment some seconds after a change. */
export function after({ change }: Told, seconds: number): Date {
  if (change === null) throw new Error('nothing was changed');
  return new Date(Date.parse(change.occurredAt) + seconds * 1000);
}

type Answer = Readonly<{ data?: object | null; errors?: readonly Refusal[] }>;

async function send({ url, token }: Listener, query: string, variables: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

const CHANGE = 'change actor { subject } source cause summary occurredAt';
const TOLD = `changed message position change { ${CHANGE} } diff { fields { path before after } }`;
const APPLY = `mutation ($input: ApplyDeploymentInput!) { applyDeployment(input: $input) { results { ${TOLD} } } }`;
const SEEN = `query ($cluster: String!, $namespace: String!, $name: String!, $at: DateTime, $position: Position) {
  deployment(cluster: $cluster, namespace: $namespace, name: $name, at: $at, minPosition: $position) {
    revision position
    spec { replicas containers { name image } }
    status { readyReplicas updatedReplicas availableReplicas }
    replicaSets { nodes { name revision desired current ready annotations } }
    pods { nodes { name replicaSet status ready createdAt } }
    events { nodes { reason message } }
    revisions {
      nodes {
        number replicaSet podTemplateHash images template cause actor { subject } createdAt
        restoredFrom supersededBy keptByCluster
      }
    }
    rollouts { nodes { fromRevision toRevision outcome lowestAvailable mostPods } }
    changes { nodes { ${CHANGE} } }
  }
}`;

const DIFF = `query ($from: RevisionRef!, $to: RevisionRef!) {
  diff(from: $from, to: $to) { fields { path container kind before after } jsonPatch unified }
}`;

function mutationOf(mutation: string): string {
  const input = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return `mutation ($input: ${input}!) { ${mutation}(input: $input) { ${TOLD} } }`;
}
