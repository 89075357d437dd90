/** What `kubectl explain` says of a type (under '') and of its fields: those of a Deployment, in our own words. */
export const DESCRIPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'apps/Deployment': {
    '': 'A Deployment keeps a number of equal pods running, and replaces them step by step when their template changes. Rollbook keeps its whole history.',
    metadata: 'Name, labels, annotations, and who wrote what.',
    spec: 'What is wanted.',
    status: 'What there is, as the controller last saw it.',
  },
  'apps/DeploymentSpec': {
    '': 'What is wanted of a Deployment.',
    minReadySeconds: 'How long a pod must have been ready before it counts as available. 0 when left out.',
    paused: 'While true, a new template is kept but not rolled out.',
    progressDeadlineSeconds:
      'How long a rollout may go without progress before it is said to have failed. 600 when left out.',
    replicas: 'How many pods there are to be. 1 when left out.',
    revisionHistoryLimit:
      'How many old ReplicaSets are kept to go back to. 10 when left out; the log keeps all revisions.',
    selector: 'Which pods are its own, by their labels. It must match the labels of the template, and never changes.',
    strategy: 'How pods of an old template are replaced by those of a new one.',
    template: 'What the pods are made after. A change of it is a new revision.',
  },
  'apps/DeploymentStrategy': {
    '': 'How old pods are replaced by new ones.',
    rollingUpdate: 'How fast a rolling update goes; only for the type RollingUpdate.',
    type: 'RollingUpdate replaces pods step by step; Recreate ends all old ones before it makes new ones. RollingUpdate when left out.',
  },
  'apps/RollingUpdateDeployment': {
    '': 'How far a rolling update may go beyond, and below, the number of pods wanted.',
    maxSurge:
      'How many pods more than wanted there may be: a number, or a percentage that is rounded up. 25% when left out.',
    maxUnavailable:
      'How many pods fewer than wanted may be available: a number, or a percentage that is rounded down. 25% when left out.',
  },
  'apps/DeploymentStatus': {
    '': 'How far a Deployment has come, as the controller last saw it.',
    availableReplicas: 'Pods that have been ready for minReadySeconds.',
    collisionCount: 'How often the name of a new ReplicaSet was taken already.',
    conditions: 'Whether it is available, whether its rollout makes progress, whether pods could be made.',
    observedGeneration: 'The generation of the spec that this status is about.',
    readyReplicas: 'Pods that are ready.',
    replicas: 'Pods there are, without those that are ending.',
    terminatingReplicas: 'Pods that are ending.',
    unavailableReplicas: 'Pods that are still wanted.',
    updatedReplicas: 'Pods of the present template.',
  },
  'apps/ReplicaSet': {
    '': 'A ReplicaSet keeps a number of pods of one template running. A Deployment has one for each of its revisions.',
    metadata: 'Name, labels, annotations with the revision, and its Deployment as owner.',
    spec: 'What is wanted.',
    status: 'What there is.',
  },
  'core/Namespace': { '': 'A namespace holds objects whose names are unique within it.' },
  'core/Pod': { '': 'A pod is a group of containers that run together on one node.' },
  'core/Service': { '': 'A Service is one address for many pods.' },
  'core/Event': { '': 'An Event tells what the controllers did, and to what.' },
  'core/PodTemplateSpec': {
    '': 'What pods are made after.',
    metadata: 'Labels and annotations of the pods.',
    spec: 'What the pods run.',
  },
  'core/PodSpec': {
    '': 'What a pod runs, and how.',
    containers: 'The containers that run side by side. There must be one.',
    initContainers: 'Containers that run to their end, one after the other, before the others start.',
    volumes: 'What containers can mount.',
  },
  'core/Container': {
    '': 'One container of a pod.',
    args: 'Arguments of the command.',
    command: 'What is run, in place of what the image says.',
    env: 'Variables of the environment.',
    image: 'The image that is run.',
    name: 'Its name, unique within the pod.',
    ports: 'Ports it listens on.',
    resources: 'What it asks for, and what it may use at most.',
  },
};
