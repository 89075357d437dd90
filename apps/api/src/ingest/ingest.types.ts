import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graphql/date-time.js';

@ObjectType({ description: 'How often something became of what a cluster told.' })
export class IngestTally {
  @Field(() => String, { description: 'What: `recorded`, `nothing: it changed nothing`, `skipped: a status write`.' })
  outcome!: string;
  @Field(() => Float, { description: 'How often, since the cluster was connected.' })
  count!: number;
  @Field(() => DateTime, { description: 'When last.' })
  lastAt!: Date;
}

@ObjectType({
  description: 'Something a cluster told that could not be recorded: it is kept for a while, and blocks nothing.',
})
export class IngestSetAside {
  @Field(() => String, { nullable: true, description: 'The namespace it was about; null where that is not known.' })
  namespace!: string | null;
  @Field(() => String, { nullable: true, description: 'The name it was about; null where that is not known.' })
  name!: string | null;
  @Field(() => String, { description: 'Why.' })
  reason!: string;
  @Field(() => DateTime, { description: 'When it was set aside.' })
  at!: Date;
}

@ObjectType({ description: 'How far what a cluster told was taken in.' })
export class IngestStatus {
  @Field(() => String, { description: 'The cluster.' })
  cluster!: string;
  @Field(() => Int, { description: 'Batches that nothing was taken out of yet.' })
  openBatches!: number;
  @Field(() => Float, { description: 'Their bytes, as they came.' })
  openBytes!: number;
  @Field(() => Int, { description: 'Facts that wait in case older ones come.' })
  pending!: number;
  @Field(() => Int, { description: 'Facts, such as scales, that wait for one that tells the whole Deployment.' })
  waiting!: number;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the newest batch came that is still kept; null when there is none.',
  })
  lastBatchAt!: Date | null;
  @Field(() => [IngestTally], { description: 'What became of all that was told.' })
  tallies!: readonly IngestTally[];
  @Field(() => [IngestSetAside], { description: 'What could not be recorded, newest first: a hundred at most.' })
  setAside!: readonly IngestSetAside[];
}
