import type { ObjectType } from '#libs/kubernetes';

/** What bodies and patches of Deployments are read as. */
export const DEPLOYMENT: ObjectType & Readonly<{ goType: string }> = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  goType: 'v1.Deployment',
};
