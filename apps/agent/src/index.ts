export type { AgentOptions } from './agent-options.js';
export { startAgent } from './start-agent.js';
