import { ArgsType, Field } from '@nestjs/graphql';
import { DateTime } from '../graphql/date-time.js';
import { PageArgs } from '../graphql/page-args.types.js';
import { Position } from '../graphql/position.js';
import { DeploymentFilter } from './deployment-filter.types.js';

const AT = 'The moment to see it at, now when left out. A later one shows what is planned.';

@ArgsType()
export class DeploymentArgs {
  @Field(() => String, { defaultValue: 'default', description: 'Its cluster.' })
  cluster!: string;
  @Field(() => String, { description: 'Its namespace.' })
  namespace!: string;
  @Field(() => String, { description: 'Its name.' })
  name!: string;
  @Field(() => DateTime, { nullable: true, description: AT })
  at?: Date | null;
  @Field(() => Position, {
    nullable: true,
    description: 'Wait, a little, until the view shows the changes up to this position: what you wrote, you then see.',
  })
  minPosition?: bigint | null;
}

@ArgsType()
export class DeploymentListArgs extends PageArgs {
  @Field(() => DeploymentFilter, { nullable: true, description: 'Which; all that live when left out.' })
  filter?: DeploymentFilter | null;
  @Field(() => DateTime, { nullable: true, description: AT })
  at?: Date | null;
}
