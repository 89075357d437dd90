import type { ClientBase } from 'pg';
import { canonicalJson } from '#libs/event-store';
import { Met } from '../export/met.js';
import { ACTORS, type ActorExportRow, PROVENANCES, type ProvenanceExportRow } from '../export/export-rows.js';
import { TemplateReader } from '../log/template-reader.js';
import { actorDigest, type CheckRow, provenanceDigest, sha256Hex } from './check-rows.js';

export type LogFault = Readonly<{ position: string; message: string }>;

/** Checks what events name by a hash, each once: at the first event that names it. */
export class CheckedTexts {
  private readonly templates: TemplateReader;
  private readonly met = { actors: new Met<number>(), provenances: new Met<number>(), templates: new Met<string>() };

  constructor(private readonly client: ClientBase) {
    this.templates = new TemplateReader(client);
  }

  async check(rows: readonly CheckRow[]): Promise<readonly LogFault[]> {
    return [
      ...(await this.checkTemplates(rows)),
      ...(await this.checkActors(rows)),
      ...(await this.checkProvenances(rows)),
    ];
  }

  private async checkTemplates(rows: readonly CheckRow[]): Promise<readonly LogFault[]> {
    const fresh = this.met.templates.fresh(rows.map((row) => row.template_hash));
    const broken = (await this.areWhole(fresh)) ? [] : await this.brokenOf(fresh);
    return broken.map((hash) => faultAt(rows, (row) => row.template_hash === hash, `its template ${hash} was altered`));
  }

  // All at once, and one by one only where something is wrong.
  private async brokenOf(hashes: readonly string[]): Promise<readonly string[]> {
    const broken: string[] = [];
    for (const hash of hashes) if (!(await this.areWhole([hash]))) broken.push(hash);
    return broken;
  }

  private async areWhole(hashes: readonly string[]): Promise<boolean> {
    if (hashes.length === 0) return true;
    try {
      const found = await this.templates.read(hashes);
      return hashes.every((hash) => sha256Hex(canonicalJson(found.get(hash))) === hash);
    } catch {
      return false; // it is gone, cannot be inflated, or is not JSON
    }
  }

  private async checkActors(rows: readonly CheckRow[]): Promise<readonly LogFault[]> {
    const fresh = this.met.actors.fresh(rows.map((row) => row.actor_id));
    if (fresh.length === 0) return [];
    const found = await this.client.query<ActorExportRow>(ACTORS, [fresh]);
    const digests = new Map(found.rows.map((row) => [row.id, actorDigest(row)]));
    return fresh.flatMap((id) => {
      const row = rows.find(({ actor_id: actor }) => actor === id);
      if (row === undefined || row.actor_digest === digests.get(id)) return [];
      return [{ position: row.position, message: `who made it (row ${id} of log.actor) was altered` }];
    });
  }

  private async checkProvenances(rows: readonly CheckRow[]): Promise<readonly LogFault[]> {
    const fresh = this.met.provenances.fresh(rows.map((row) => row.provenance_id));
    if (fresh.length === 0) return [];
    const found = await this.client.query<ProvenanceExportRow>(PROVENANCES, [fresh]);
    return found.rows.flatMap((stored) => {
      const row = rows.find(({ provenance_id: provenance }) => provenance === stored.id);
      if (row === undefined || row.provenance_digest === provenanceDigest(stored)) return [];
      return [
        { position: row.position, message: `where it came from (row ${stored.id} of log.provenance) was altered` },
      ];
    });
  }
}

function faultAt(rows: readonly CheckRow[], is: (row: CheckRow) => boolean, message: string): LogFault {
  return { position: rows.find(is)?.position ?? '0', message };
}
