import { ArgsType, Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.types.js';
import { DateTime } from '../graphql/date-time.js';
import { PageArgs } from '../graphql/page-args.types.js';

export const CoverageSource = { WATCH: 'watch', AUDIT_WEBHOOK: 'audit-webhook' } as const;
registerEnumType(CoverageSource, {
  name: 'CoverageSource',
  description: 'What tells of a cluster as it goes on.',
  valuesMap: {
    WATCH: { description: 'An agent: what changed.' },
    AUDIT_WEBHOOK: { description: 'The audit webhook of an API server: what changed, and by whom.' },
  },
});

@ObjectType({
  description: 'A time in which a source told of a cluster without a gap: what it did not tell did not happen.',
})
export class Coverage {
  @Field(() => String, { description: 'The cluster.' })
  cluster!: string;
  @Field(() => CoverageSource, { description: 'What told of it.' })
  source!: (typeof CoverageSource)[keyof typeof CoverageSource];
  @Field(() => [String], {
    nullable: true,
    description: 'The namespaces it told of, those of the reader; null for all.',
  })
  namespaces!: readonly string[] | null;
  @Field(() => DateTime, { description: 'From when on.' })
  since!: Date;
  @Field(() => DateTime, { description: 'Until when, as far as is known: it grows as long as the source is live.' })
  until!: Date;
}

@ObjectType({ description: 'A page of times in which a cluster was covered.' })
export class CoverageConnection extends connectionOf(Coverage, 'Coverage') {}

@ArgsType()
export class CoverageArgs extends PageArgs {
  @Field(() => String, { defaultValue: 'default', description: 'The cluster.' })
  cluster!: string;
  @Field(() => DateTime, { nullable: true, description: 'Those that went on at this moment or later.' })
  since?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Those that began before this moment.' })
  until?: Date | null;
}

@ObjectType({ description: 'From one moment to another.' })
export class TimeSpan {
  @Field(() => DateTime, { description: 'Its beginning.' })
  since!: Date;
  @Field(() => DateTime, { description: 'Its end.' })
  until!: Date;
}

@ObjectType({
  description:
    'Whether the cluster was told of in a time, whatever source told: where it was, no change means that there was none.',
})
export class Watched {
  @Field(() => Boolean, { description: 'Whether it was all the time.' })
  completely!: boolean;
  @Field(() => [TimeSpan], { description: 'When it was, oldest first.' })
  spans!: readonly TimeSpan[];
  @Field(() => [TimeSpan], {
    description: 'When it was not, oldest first: what changed then may never have been told.',
  })
  gaps!: readonly TimeSpan[];
}

@ArgsType()
export class WatchedArgs {
  @Field(() => DateTime, { description: 'Beginning of the time.' })
  since!: Date;
  @Field(() => DateTime, { nullable: true, description: "Its end; the Deployment's moment when left out." })
  until?: Date | null;
}
