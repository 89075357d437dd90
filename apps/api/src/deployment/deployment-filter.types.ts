import { Field, InputType } from '@nestjs/graphql';
import { ArgumentInvalid } from '#libs/history';
import { parseLabelSelector, type Requirement, SelectorUnreadable } from '#libs/kubernetes';
import type { DeploymentListFilter } from '#libs/postgres';

@InputType({ description: 'Which Deployments to list; all given must hold.' })
export class DeploymentFilter {
  @Field(() => String, { nullable: true, description: 'In this cluster.' })
  cluster?: string | null;
  @Field(() => String, { nullable: true, description: 'In this namespace.' })
  namespace?: string | null;
  @Field(() => String, { nullable: true, description: 'With a name that begins so.' })
  namePrefix?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'With labels that match, as `kubectl -l` takes it: `app=web,tier!=db,env in (prod,staging)`.',
  })
  labelSelector?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'With a container of this image, or of one that begins so when it ends in `*`: `nginx:1.25`, `registry.example/shop/*`.',
  })
  image?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Deleted ones too.' })
  includeDeleted!: boolean;
}

/**
 * The filter as the views are asked: what was not given is left out.
 * @throws ArgumentInvalid
 */
export function deploymentListFilter(filter: DeploymentFilter | null | undefined): DeploymentListFilter {
  const { labelSelector, includeDeleted, ...same } = filter ?? { includeDeleted: false };
  const labels = labelSelector ? readSelector(labelSelector) : undefined;
  const given = { ...same, labels };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null)),
    includeDeleted,
  };
}

function readSelector(text: string): readonly Requirement[] {
  try {
    return parseLabelSelector(text);
  } catch (error) {
    if (error instanceof SelectorUnreadable) throw new ArgumentInvalid('filter.labelSelector', error.message);
    throw error;
  }
}
