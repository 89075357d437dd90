import type { Listener } from '../stories/storyteller.js';
import { Program } from './program.js';

/** A token of somebody's own, and where to ask with it. */
export async function personOf({ dataFolder, url }: Program, subject: string): Promise<Listener> {
  const { output } = await Program.run({ dataFolder, args: ['token', 'create', subject] });
  return { url: `${url}/graphql`, token: output.trim() };
}
