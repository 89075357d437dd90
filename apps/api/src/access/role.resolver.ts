import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { ArgumentInvalid } from '#libs/history';
import { numberPage } from '../graphql/key-page.js';
import { PageArgs } from '../graphql/page-args.types.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Callers } from './callers.js';
import { checkedBinding } from './checked-binding.js';
import { requireAdmin } from './require-admin.js';
import { BindRoleInput, RoleBinding, RoleBindingConnection } from './role.types.js';

@Resolver(() => RoleBinding)
export class RoleResolver {
  constructor(@Inject(Callers) private readonly callers: Callers) {}

  @Query(() => RoleBindingConnection, {
    description: 'Who was given which role, by whom and when; ended bindings too, newest first. For admins.',
  })
  roleBindings(@Args() args: PageArgs, @Context() { access, ports }: RequestContext): Promise<RoleBindingConnection> {
    requireAdmin(access);
    return numberPage<RoleBinding>({ kind: 'role binding', numberOf: ({ id }) => id }, args, ({ limit, after }) =>
      ports.bindings.list({ limit, ...(after !== undefined && { before: after }) }),
    );
  }

  @Mutation(() => RoleBinding, {
    description: 'Gives a role. It is felt at once here and within 5 seconds by other processes. For admins.',
  })
  async bindRole(
    @Args('input', { type: () => BindRoleInput, description: 'Who, which role, and where.' }) input: BindRoleInput,
    @Context() { access, actor, ports }: RequestContext,
  ): Promise<RoleBinding> {
    requireAdmin(access);
    const made = await ports.bindings.make(checkedBinding(input), actor.subject);
    this.callers.rules.forget();
    return made;
  }

  @Mutation(() => RoleBinding, { description: 'Ends a binding, felt as soon as a new one. For admins.' })
  async endRole(
    @Args('id', { type: () => Int, description: "The binding's number." }) id: number,
    @Context() { access, actor, ports }: RequestContext,
  ): Promise<RoleBinding> {
    requireAdmin(access);
    const ended = await ports.bindings.end(id, actor.subject);
    if (ended === undefined) throw new ArgumentInvalid('id', `there is no binding ${id} that holds`);
    this.callers.rules.forget();
    return ended;
  }
}
