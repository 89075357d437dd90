import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import type pg from 'pg';

type SchemaEngine = engineModule.SchemaEngine;
type SchemaFile = Readonly<{ path: string; content: string }>;

/** Prisma's schema engine as WebAssembly: nothing is downloaded and no process is started. The pool stays the caller's. */
export async function openSchemaEngine(pool: pg.Pool, schema?: readonly SchemaFile[]): Promise<SchemaEngine> {
  await (loading ??= load());
  const datamodels = schema?.map(({ path, content }): [string, string] => [path, content]);
  const adapter = bindMigrationAwareSqlAdapterFactory(new EngineAdapter(pool));
  return engineModule.SchemaEngine.new({ datamodels }, ignoreLog, adapter);
}

/** Prisma's adapter, with two things mended that the schema engine needs. */
class EngineAdapter extends PrismaPg {
  constructor(private readonly pool: pg.Pool) {
    super(readingCharAsText(pool));
  }

  override async connect() {
    const adapter = await super.connect();
    // The adapter cuts a script at each `;`, also inside a function's body. As one message it is also one
    // transaction: a migration goes in whole or not at all.
    adapter.executeScript = async (script) => {
      await this.pool.query(script);
    };
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnNames.map((name, column) => CHARS[name] ?? result.columnTypes[column] ?? 0);
      return { ...result, columnTypes };
    };
    return adapter;
  }
}

// The catalogue's columns of type "char" (oid 18): the adapter does not know the type, and the engine wants nothing else.
const CHARS: Readonly<Record<string, 6>> = {
  constraint_type: ColumnTypeEnum.Character,
  confdeltype: ColumnTypeEnum.Character,
  confupdtype: ColumnTypeEnum.Character,
};

function readingCharAsText(pool: pg.Pool): pg.Pool {
  const query = pool.query.bind(pool) as (question: unknown) => Promise<pg.QueryResult>;
  const asText = async (question: unknown) => {
    const result = await query(question);
    for (const field of result.fields) if (field.dataTypeID === 18) field.dataTypeID = 25;
    return result;
  };
  return Object.assign(Object.create(pool) as pg.Pool, { query: asText });
}

let loading: Promise<void> | undefined;

// What wasm-bindgen's own entry does, where importing `.wasm` as a module is not possible (Node 20).
async function load(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(path.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engineImports() });
  engineModule.__wbg_set_wasm(instance.exports);
  startEngine(instance.exports);
}

// The engine arms a timer of ten seconds and forgets it, which would hold the process that long.
function engineImports(): object {
  const setTimer = Object.keys(engineModule).find((name) => name.startsWith('__wbg_setTimeout'));
  if (setTimer === undefined) return engineModule;
  return {
    ...engineModule,
    [setTimer]: (fire: () => void, milliseconds: number) => setTimeout(fire, milliseconds).unref(),
  };
}

function startEngine({ __wbindgen_start: start }: WebAssembly.Instance['exports']): void {
  if (start === undefined) throw new Error('the schema engine has no __wbindgen_start');
  start();
}

function ignoreLog(): void {
  // The engine logs each statement; what fails is thrown as well.
}
