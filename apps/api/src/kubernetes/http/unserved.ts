import { failure, noSuchPath, RequestRefused } from '#libs/kubernetes-api';

/** Why nothing is served at a path: what kubectl has a command for and Rollbook does not do is told by name. */
export function unserved(parts: readonly string[]): RequestRefused {
  if (parts[1] !== 'autoscaling' || !parts.includes('horizontalpodautoscalers')) return noSuchPath();
  return new RequestRefused(
    failure(
      'NotFound',
      'Rollbook has no HorizontalPodAutoscalers, for it measures no load: set the replicas yourself',
      {
        group: 'autoscaling',
        kind: 'horizontalpodautoscalers',
      },
    ),
  );
}
