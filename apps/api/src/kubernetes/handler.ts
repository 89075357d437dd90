import type { Verb } from '#libs/kubernetes-api';
import type { Answer } from './answer.js';
import type { KubernetesPorts, KubernetesRequest } from './kubernetes-request.js';

/** Answers one verb of one resource. It may refuse by throwing any of our errors, or one of `#libs/kubernetes-api`'s refusals. */
export type Handler = (request: KubernetesRequest, ports: KubernetesPorts) => Promise<Answer>;

export type Handlers = Readonly<Partial<Record<Verb, Handler>>>;

/** What a resource takes: its verbs, and those of what lies below an object (`scale`, `status`). */
export type ResourceRoutes = Readonly<{ verbs: Handlers; subresources: Readonly<Record<string, Handlers>> }>;
