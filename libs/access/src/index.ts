export { type Mask, maskSecrets } from './mask-secrets.js';
export {
  type Access,
  accessOf,
  ADMIN_GROUPS,
  type Area,
  type Asking,
  type Binding,
  inScope,
  may,
  type Place,
  reachesCluster,
  type Scope,
  scopeOf,
} from './access.js';
export { isRole, type Operation, type Role, ROLES } from './role.js';
