import { Injectable } from '@nestjs/common';
import type { Command } from '#libs/history';
import type { Json } from '#libs/kubernetes';
import type { DeploymentPlace } from '#libs/postgres';
import { isRefusal } from '#libs/program';
import type { RequestContext } from '../graphql/request-context.js';
import type { ChangeInput, DeploymentInput } from './change-input.types.js';
import type { ChangePayload } from './change-payload.types.js';
import type { CurrentState } from './current-state.js';
import { type CommandRequest, type CommandResult, runCommand } from './run-command.js';

type CommandOn = (current: CurrentState) => Promise<Command> | Command;

/** Runs what the mutations ask for. */
@Injectable()
export class CommandRunner {
  /** A command to the Deployment that the input names. */
  run(
    mutation: string,
    input: DeploymentInput,
    { context, command }: Readonly<{ context: RequestContext; command: CommandOn }>,
  ): Promise<ChangePayload> {
    const { cluster, namespace, name, expectedPosition } = input;
    return this.runOn(
      { cluster, namespace, name },
      { ...input, mutation, expectedPosition: expectedPosition ?? undefined },
      { context, command },
    );
  }

  /** A command to a Deployment. */
  async runOn(
    place: DeploymentPlace,
    input: ChangeInput & Readonly<{ mutation: string; expectedPosition: bigint | undefined }>,
    { context, command }: Readonly<{ context: RequestContext; command: CommandOn }>,
  ): Promise<ChangePayload> {
    const { idempotencyKey, dryRun, changeCause, expectedPosition, ...asked } = input;
    const request: CommandRequest = {
      place,
      asked: json({ ...asked, changeCause, expectedPosition }),
      command,
      actor: context.actor,
      source: 'graphql',
      provenance: context.provenance,
      changeCause: changeCause ?? undefined,
      idempotencyKey: idempotencyKey ?? undefined,
      expectedPosition,
      dryRun,
    };
    try {
      return payload(place, await runCommand(context.ports, request));
    } catch (error) {
      noteRefusal(context, { ...place, operation: input.mutation }, error);
      throw error;
    }
  }
}

// A fault of ours is no attempt of theirs.
function noteRefusal(
  { ports, actor, provenance }: RequestContext,
  what: DeploymentPlace & Readonly<{ operation: string }>,
  error: unknown,
): void {
  if (!isRefusal(error)) return;
  const { address, userAgent } = provenance;
  ports.attempts.note({
    door: 'graphql',
    ...actor,
    ...what,
    code: error.code,
    reason: error.message,
    ...(address !== undefined && { address }),
    ...(userAgent !== undefined && { userAgent }),
  });
}

function json(value: object): Json {
  return JSON.parse(
    JSON.stringify(value, (_, entry: unknown) => (typeof entry === 'bigint' ? String(entry) : entry)),
  ) as Json;
}

function payload(place: DeploymentPlace, result: CommandResult): ChangePayload {
  const { decision, appended } = result;
  if (decision === undefined) {
    const message = 'recorded before: this is the result of the first request with this idempotencyKey';
    return { changed: true, repeated: true, message, place, result };
  }
  return {
    changed: decision.events.length > 0,
    repeated: appended?.duplicate ?? false,
    message: decision.summary,
    place,
    result,
  };
}
