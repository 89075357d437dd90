import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { ArgumentInvalid } from '#libs/history';
import { decodeCursor, encodeCursor } from '../graphql/cursor.js';
import { forwardPage, pageSize } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.types.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Authenticator } from '../http/authenticator.js';
import { checkedToken } from './checked-token.js';
import { requireAdmin } from './require-admin.js';
import { CreatedToken, CreateTokenInput, Token, TokenConnection } from './token.types.js';

@Resolver(() => Token)
export class TokenResolver {
  constructor(@Inject(Authenticator) private readonly authenticator: Authenticator) {}

  @Query(() => TokenConnection, {
    description: 'All tokens, revoked ones too, newest first. For admins of everything.',
  })
  async tokens(
    @Args() { first, after }: PageArgs,
    @Context() { access, ports }: RequestContext,
  ): Promise<TokenConnection> {
    requireAdmin(access);
    const size = pageSize(first);
    const key =
      after === undefined || after === null ? undefined : decodeCursor<[number, string]>(after, 'token', [0, '']);
    const rows = await ports.tokens.page({
      limit: size + 1,
      ...(key !== undefined && { after: { createdAt: new Date(key[0]), id: key[1] } }),
    });
    return forwardPage(rows, {
      size,
      after,
      cursorOf: ({ createdAt, id }) => encodeCursor('token', createdAt.getTime(), id),
    });
  }

  @Mutation(() => CreatedToken, { description: 'Makes a token and shows it, once. For admins of everything.' })
  async createToken(
    @Args('input', { type: () => CreateTokenInput, description: 'Whose it shall be.' }) input: CreateTokenInput,
    @Context() { access, actor, ports, now }: RequestContext,
  ): Promise<CreatedToken> {
    requireAdmin(access);
    const { token: secret, ...token } = await ports.tokens.create({
      ...checkedToken(input, now),
      createdBy: actor.subject,
    });
    return { secret, token };
  }

  @Mutation(() => Token, {
    description: 'Ends a token, felt at once here and within 5 seconds by other processes. For admins of everything.',
  })
  async revokeToken(
    @Args('id', { type: () => ID, description: "The token's id." }) id: string,
    @Context() { access, actor, ports }: RequestContext,
  ): Promise<Token> {
    requireAdmin(access);
    const revoked = await ports.tokens.revokeById(id, actor.subject);
    if (revoked === undefined)
      throw new ArgumentInvalid('id', `there is no token ${JSON.stringify(id)} that is not revoked: see tokens`);
    this.authenticator.forget();
    return revoked;
  }
}
