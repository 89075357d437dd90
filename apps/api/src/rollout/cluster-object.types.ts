import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.types.js';
import { DateTime } from '../graphql/date-time.js';
import { StringMapScalar } from '../graphql/json.js';

@ObjectType({ description: 'A ReplicaSet at a moment.' })
export class ReplicaSet {
  @Field(() => String, { description: "The Deployment's name and the pod-template-hash." })
  name!: string;
  @Field(() => String, { description: 'Its uid.' })
  uid!: string;
  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;
  @Field(() => Int, { nullable: true, description: 'The revision it bears.' })
  revision!: number | null;
  @Field(() => String, { description: 'The `pod-template-hash` of its pods.' })
  podTemplateHash!: string;
  @Field(() => StringMapScalar, { description: 'Its annotations.' })
  annotations!: Readonly<Record<string, string>>;
  @Field(() => Int, { description: 'Pods wanted (DESIRED).' })
  desired!: number;
  @Field(() => Int, { description: 'Pods there, terminating ones not counted (CURRENT).' })
  current!: number;
  @Field(() => Int, { description: 'Ready pods (READY).' })
  ready!: number;
  @Field(() => Int, { description: 'Pods ready for minReadySeconds.' })
  available!: number;
  @Field(() => Int, { description: 'Pods told to go and not gone.' })
  terminating!: number;
}

@ObjectType({ description: 'A page of ReplicaSets, by name.' })
export class ReplicaSetConnection extends connectionOf(ReplicaSet, 'ReplicaSet') {}

@ObjectType({ description: 'A pod at a moment.' })
export class Pod {
  @Field(() => String, { description: "Its ReplicaSet's name and a suffix." })
  name!: string;
  @Field(() => String, { description: 'Name of its ReplicaSet.' })
  replicaSet!: string;
  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;
  @Field(() => String, { description: 'As kubectl shows it: ContainerCreating, Running, Terminating.' })
  status!: string;
  @Field(() => Boolean, { description: 'Whether it is ready.' })
  ready!: boolean;
  @Field(() => DateTime, { nullable: true, description: 'When it was told to go.' })
  deletedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'The node it ran on, where that was observed.' })
  node!: string | null;
  @Field(() => String, { nullable: true, description: 'Its address, where that was observed.' })
  ip!: string | null;
}

@ObjectType({ description: 'A page of pods, by name.' })
export class PodConnection extends connectionOf(Pod, 'Pod') {}

@ObjectType({ description: 'An event a controller wrote (core/v1 Event), as `kubectl describe` shows them.' })
export class ControllerEvent {
  @Field(() => Int, { description: "Its order among the Deployment's events, from 1." })
  number!: number;
  @Field(() => DateTime, { description: 'When it was first written.' })
  at!: Date;
  @Field(() => String, { description: 'Normal or Warning.' })
  type!: string;
  @Field(() => String, { description: 'Why, in one word: ScalingReplicaSet.' })
  reason!: string;
  @Field(() => String, { description: 'What, in a sentence.' })
  message!: string;
  @Field(() => String, { description: 'What it is about: `ReplicaSet/web-647584ddcb`.' })
  object!: string;
  @Field(() => String, { description: 'The controller that wrote it.' })
  source!: string;
}

@ObjectType({ description: 'A page of controller events, oldest first.' })
export class ControllerEventConnection extends connectionOf(ControllerEvent, 'ControllerEvent') {}
