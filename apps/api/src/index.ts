export { kubeconfig } from './kubernetes/tls/kubeconfig.js';
export { type ApiOptions, type ApiPlace, startApi } from './start-api.js';
