import { readFileSync } from 'node:fs';
import { AgentOptionInvalid } from './agent-option-invalid.js';
import type { AgentOptions } from './agent-options.js';

/**
 * What would otherwise be found out request by request, and never end.
 * @throws AgentOptionInvalid
 */
export function checkOptions({ server, tokenFile, namespaces = [] }: AgentOptions): void {
  checkServer(server);
  checkTokenFile(tokenFile);
  for (const namespace of namespaces) {
    if (NAMESPACE.test(namespace)) continue;
    const rule = 'up to 63 small letters, digits and -, a letter or digit first and last';
    throw new AgentOptionInvalid('namespace', `must be names of namespaces (${rule}), not "${namespace}"`);
  }
}

const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function checkTokenFile(tokenFile: string): void {
  try {
    if (readFileSync(tokenFile, 'utf8').trim() !== '') return;
  } catch (error) {
    throw new AgentOptionInvalid(
      'token-file',
      `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  throw new AgentOptionInvalid('token-file', `must hold a token of Rollbook; ${tokenFile} is empty`);
}

function checkServer(server: string): void {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new AgentOptionInvalid(
      'server',
      `must be the address of Rollbook, such as https://rollbook.example.com, not ${server}`,
    );
}
