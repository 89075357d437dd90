import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';

/** What a server answered to one GraphQL request. */
export type Answer<Data> = Readonly<{
  status: number;
  type: string | null;
  data: Data;
  errors: readonly AnswerError[];
  extensions: Readonly<Record<string, unknown>>;
}>;

export type AnswerError = Readonly<{
  message: string;
  path?: readonly (string | number)[];
  extensions: Readonly<{ code: string } & Record<string, unknown>>;
}>;

type Variables = Readonly<Record<string, unknown>>;

/** Asks a server as a script would. */
export class GraphQLClient {
  constructor(
    private readonly url: string,
    readonly token: string | undefined,
  ) {}

  /** Whatever the answer is. */
  async ask<Data = unknown>(query: string, variables: Variables = {}): Promise<Answer<Data>> {
    return this.send(JSON.stringify({ query, variables }));
  }

  /** The data; fails when there are errors. */
  async data<Data = any>(query: string, variables: Variables = {}): Promise<Data> {
    const { data, errors } = await this.ask<Data>(query, variables);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** The code and the message of the only error; fails when there is none. */
  async error(
    query: string,
    variables: Variables = {},
  ): Promise<Readonly<{ status: number } & AnswerError['extensions'] & { message: string }>> {
    const { status, errors } = await this.ask(query, variables);
    const [error] = errors;
    if (error === undefined || errors.length > 1) throw new Error(`expected one error, not ${JSON.stringify(errors)}`);
    return { status, message: error.message, ...error.extensions };
  }

  /** A body as it is. */
  async send<Data = unknown>(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...headers,
      },
      body,
    });
    const { data, errors = [], extensions = {} } = (await response.json()) as Partial<Answer<Data>>;
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      data: data as Data,
      errors,
      extensions,
    };
  }

  /** A connection for subscriptions. */
  connect(): Client {
    return createClient({
      url: `${this.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: this.token === undefined ? {} : { authorization: `Bearer ${this.token}` },
    });
  }
}

/** The first values of a subscription, until `enough` says so. */
export async function collect<Value>(
  client: Client,
  query: string,
  enough: (values: readonly Value[]) => boolean,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  for await (const { data, errors } of client.iterate<Record<string, Value>>({ query })) {
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    values.push(...Object.values(data ?? {}));
    if (enough(values)) break;
  }
  return values;
}
