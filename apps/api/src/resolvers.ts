import { BlamedFieldResolver, BlameResolver } from './audit/blame.resolver.js';
import { DeliveryResolver } from './audit/delivery.resolver.js';
import { ImageUsageResolver } from './audit/image-usage.resolver.js';
import { ActorResolver } from './change/actor.resolver.js';
import { AttemptResolver } from './access/attempt.resolver.js';
import { TokenResolver } from './access/token.resolver.js';
import { RoleResolver } from './access/role.resolver.js';
import { ChangeResolver } from './change/change.resolver.js';
import { ChangePayloadResolver } from './command/change-payload.resolver.js';
import { ObjectCommandResolver } from './command/object-command.resolver.js';
import { SpecCommandResolver } from './command/spec-command.resolver.js';
import { TemplateCommandResolver } from './command/template-command.resolver.js';
import { DeploymentFieldsResolver } from './deployment/deployment-fields.resolver.js';
import { DeploymentResolver } from './deployment/deployment.resolver.js';
import { DiffResolver } from './diff/diff.resolver.js';
import { CoverageResolver } from './ingest/coverage.resolver.js';
import { IngestResolver } from './ingest/ingest.resolver.js';
import { NodeResolver } from './graphql/node.resolver.js';
import { PlanResolver } from './plan/plan.resolver.js';
import { ProofResolver } from './proof/proof.resolver.js';
import { SubscriptionResolver } from './subscription/subscription.resolver.js';
import { SettingResolver } from './setting/setting.resolver.js';
import { ClusterObjectsResolver } from './rollout/cluster-objects.resolver.js';
import { RolloutResolver } from './rollout/rollout.resolver.js';

/** Every resolver: what the schema is made of. */
export const RESOLVERS = [
  ActorResolver,
  AttemptResolver,
  BlamedFieldResolver,
  BlameResolver,
  ChangePayloadResolver,
  ChangeResolver,
  ClusterObjectsResolver,
  CoverageResolver,
  DeliveryResolver,
  DeploymentFieldsResolver,
  DeploymentResolver,
  DiffResolver,
  ImageUsageResolver,
  IngestResolver,
  NodeResolver,
  ObjectCommandResolver,
  PlanResolver,
  ProofResolver,
  RoleResolver,
  RolloutResolver,
  SettingResolver,
  SpecCommandResolver,
  SubscriptionResolver,
  TemplateCommandResolver,
  TokenResolver,
];
