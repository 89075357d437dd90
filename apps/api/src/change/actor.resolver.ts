import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Actor as ActorValue } from '#libs/event-store';
import { Actor } from './change.types.js';

@Resolver(() => Actor)
export class ActorResolver {
  @ResolveField(() => Boolean, {
    description: 'Whether one of them was erased, so that `erased person #12` stands in their place.',
  })
  erased(@Parent() { erased }: ActorValue): boolean {
    return erased === true;
  }
}
