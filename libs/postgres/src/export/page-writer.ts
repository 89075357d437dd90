import type { ClientBase } from 'pg';
import { canonicalJson } from '#libs/event-store';
import { exportLine } from '#libs/proof';
import { leafOf } from '../log/leaf-rows.js';
import { TemplateReader } from '../log/template-reader.js';
import type { TreeHead } from '../tree/proofs.js';
import type { ExportPersons } from './export-persons.js';
import { ACTORS, type ActorExportRow, type ExportRow, PROVENANCES, type ProvenanceExportRow } from './export-rows.js';
import { Met } from './met.js';

/** Writes pages of events: first what they refer to and no page before did, then the events, and heads where they end. */
export class PageWriter {
  private readonly templates: TemplateReader;
  private readonly met = { actors: new Met<number>(), provenances: new Met<number>(), templates: new Met<string>() };

  constructor(
    private readonly client: ClientBase,
    private readonly persons: ExportPersons,
  ) {
    this.templates = new TemplateReader(client);
  }

  /** `heads` are those over the last event of a change in the page. */
  async page(rows: readonly ExportRow[], heads: readonly TreeHead[]): Promise<readonly string[]> {
    const headAt = new Map(heads.map(({ size, note }) => [size, exportLine.head(note)]));
    return [
      ...(await this.templateLines(rows)),
      ...(await this.actorLines(rows)),
      ...(await this.provenanceLines(rows)),
      ...rows.flatMap((row) => {
        const head = headAt.get(row.position);
        return head === undefined ? [this.event(row)] : [this.event(row), head];
      }),
    ];
  }

  private event(row: ExportRow): string {
    const { text: leaf, hash } = leafOf(row);
    if (row.remark === null) return exportLine.event({ hash, leaf });
    return exportLine.event({ hash, leaf, open: this.persons.open(row.author_key, Buffer.from(row.remark, 'base64')) });
  }

  private async templateLines(rows: readonly ExportRow[]): Promise<readonly string[]> {
    const fresh = this.met.templates.fresh(rows.map((row) => row.template_hash));
    if (fresh.length === 0) return [];
    const found = await this.templates.read(fresh);
    return fresh.map((hash) => exportLine.template(canonicalJson(found.get(hash))));
  }

  private async actorLines(rows: readonly ExportRow[]): Promise<readonly string[]> {
    const fresh = this.met.actors.fresh(rows.map((row) => row.actor_id));
    if (fresh.length === 0) return [];
    const found = await this.client.query<ActorExportRow>(ACTORS, [fresh]);
    return found.rows.map((row) => this.persons.actor(row));
  }

  private async provenanceLines(rows: readonly ExportRow[]): Promise<readonly string[]> {
    const fresh = this.met.provenances.fresh(rows.map((row) => row.provenance_id));
    if (fresh.length === 0) return [];
    const found = await this.client.query<ProvenanceExportRow>(PROVENANCES, [fresh]);
    return found.rows.map((row) => this.persons.provenance(row));
  }
}
