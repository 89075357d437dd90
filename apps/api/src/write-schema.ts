import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { printApiSchema } from './schema.js';

// `npm run schema`: writes the schema anew where the repository keeps it.
await writeFile('apps/api/schema.gql', await printApiSchema());
