import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { createTwoFilesPatch } from 'diff';
import { diffFields, jsonPatchBetween, type JsonPatchOperation } from '#libs/history';
import { canonicalJson } from '#libs/kubernetes';
import { formatYaml } from '#libs/manifest';
import { Json } from '../graphql/json.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Diff, DiffScope, type DiffScopeName, FieldChange, RevisionRef } from './diff.types.js';
import { diffNode } from './diff-node.js';
import { deploymentOfRef } from './revision-ref.js';

@Resolver(() => Diff)
export class DiffResolver {
  @Query(() => Diff, {
    description:
      'What differs between two states: of one Deployment, of two incarnations of a name, or of two Deployments.',
  })
  async diff(
    @Args('from', { type: () => RevisionRef, description: 'The first state.' }) from: RevisionRef,
    @Args('to', { type: () => RevisionRef, description: 'The second state.' }) to: RevisionRef,
    @Args('scope', {
      type: () => DiffScope,
      nullable: true,
      description: 'What is compared; when left out, the templates of two revisions, the whole Deployment else.',
    })
    scope: DiffScopeName | null,
    @Context() { ports }: RequestContext,
  ): Promise<Diff> {
    const [before, after] = await Promise.all([deploymentOfRef(ports, from, 'from'), deploymentOfRef(ports, to, 'to')]);
    const areRevisions = [from, to].every(({ revision }) => revision !== undefined && revision !== null);
    return diffNode(before, after, scope ?? (areRevisions ? 'TEMPLATE' : 'DEPLOYMENT'));
  }

  @ResolveField(() => Boolean, { description: 'Whether nothing differs.' })
  identical(@Parent() { before, after }: Diff): boolean {
    return canonicalJson(before) === canonicalJson(after);
  }

  @ResolveField(() => [FieldChange], {
    description: 'Field by field; lists are compared by the keys that Kubernetes merges them by.',
  })
  fields(@Parent() { before, after }: Diff): readonly FieldChange[] {
    return diffFields(before, after);
  }

  @ResolveField(() => Json, { description: 'As an RFC 6902 JSON Patch from the first state to the second.' })
  jsonPatch(@Parent() { before, after }: Diff): readonly JsonPatchOperation[] {
    return jsonPatchBetween(before, after);
  }

  @ResolveField(() => String, {
    description: 'As a unified diff of the YAML that kubectl would show; empty when nothing differs.',
  })
  unified(@Parent() { before, after }: Diff): string {
    const [old, fresh] = [before, after].map((state) => (Object.keys(state).length === 0 ? '' : formatYaml(state)));
    if (old === undefined || fresh === undefined || old === fresh) return '';
    return createTwoFilesPatch('from', 'to', old, fresh, undefined, undefined, { context: 3, headerOptions: HEADER });
  }
}

const HEADER = { includeIndex: false, includeUnderline: false, includeFileHeaders: true };
