import { ArgsType, Field, Int } from '@nestjs/graphql';
import { DateTime } from './date-time.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many, 1 to 100; 50 when left out.' })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'Cursor to go on after.' })
  after?: string | null;
}

@ArgsType()
export class MomentPageArgs extends PageArgs {
  @Field(() => DateTime, {
    nullable: true,
    description: 'The moment; that of the parent when left out. A later one shows what is planned.',
  })
  at?: Date | null;
}

@ArgsType()
export class TwoWayPageArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many from the end, 1 to 100; instead of `first`.' })
  last?: number | null;
  @Field(() => String, { nullable: true, description: 'Cursor to end before.' })
  before?: string | null;
}
