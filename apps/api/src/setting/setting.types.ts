import { Field, Float, InputType, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graphql/date-time.js';

@ObjectType({ description: 'How long pods take to start and to end, for a cluster, a namespace or an image.' })
export class PodLife {
  @Field(() => String, { description: 'The cluster it holds in.' })
  cluster!: string;
  @Field(() => String, { nullable: true, description: 'The namespace it holds in; all when null.' })
  namespace?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Images it holds for, `*` standing for any text; all when null.',
  })
  imagePattern?: string | null;
  @Field(() => Float, { description: 'Seconds until a pod is ready.' })
  startSeconds!: number;
  @Field(() => Float, { description: 'Seconds until a pod that was told to go is gone.' })
  terminationSeconds!: number;
  @Field(() => Boolean, { description: 'Whether its pods never get ready.' })
  neverReady!: boolean;
  @Field(() => String, { nullable: true, description: 'Who set it; null for the default.' })
  setBy?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was set; null for the default.' })
  setAt?: Date | null;
}

@ObjectType({ description: 'The Kubernetes release that a cluster runs: it decides names of ReplicaSets.' })
export class ClusterReleaseSetting {
  @Field(() => String, { description: 'The cluster.' })
  cluster!: string;
  @Field(() => String, { description: 'Such as `1.36`.' })
  release!: string;
  @Field(() => String, { nullable: true, description: 'Who set it; null for the default.' })
  setBy?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was set; null for the default.' })
  setAt?: Date | null;
}

@InputType({ description: 'How long pods take; for changes recorded from now on.' })
export class SetPodLifeInput {
  @Field(() => String, { defaultValue: 'default', description: 'The cluster it holds in.' })
  cluster!: string;
  @Field(() => String, { nullable: true, description: 'The namespace it holds in; all when left out.' })
  namespace?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Images it holds for, `*` standing for any text; all when left out.',
  })
  imagePattern?: string | null;
  @Field(() => Float, { defaultValue: 3, description: 'Seconds until a pod is ready, 0 to 86400.' })
  startSeconds!: number;
  @Field(() => Float, { defaultValue: 2, description: 'Seconds until a pod that was told to go is gone, 0 to 86400.' })
  terminationSeconds!: number;
  @Field(() => Boolean, { defaultValue: false, description: 'Its pods never get ready.' })
  neverReady!: boolean;
}

@InputType({ description: 'The Kubernetes release of a cluster; for changes recorded from now on.' })
export class SetClusterReleaseInput {
  @Field(() => String, { defaultValue: 'default', description: 'The cluster.' })
  cluster!: string;
  @Field(() => String, { description: 'Such as `1.28`, or `v1.28.3` as a cluster tells it; 1.16 and newer.' })
  release!: string;
}
