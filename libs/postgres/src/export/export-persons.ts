import { canonicalJson, type Sealed } from '#libs/event-store';
import { exportLine } from '#libs/proof';
import { disclose, type Keyring } from '#libs/sealing';
import type { ActorExportRow, ProvenanceExportRow } from './export-rows.js';

/** What of a person an export shows: the keys of single texts, and never the key that opens all of them. */
export class ExportPersons {
  private readonly keys = new Map<string, Buffer>();

  constructor(
    private readonly keyring: Keyring,
    private readonly shown: 'open' | 'sealed',
  ) {}

  actor(row: ActorExportRow): string {
    if (row.body !== null) return exportLine.actor(row.body);
    const { impersonatorSealed } = row;
    const text = canonicalJson({
      ...sealed(row.person, row.sealed),
      ...(impersonatorSealed && { impersonator: sealed(row.impersonator, impersonatorSealed) }),
    });
    return exportLine.actor(text, {
      subject: this.open(row.key, row.sealed),
      ...(impersonatorSealed && { impersonator: this.open(row.impersonatorKey, impersonatorSealed) }),
    });
  }

  provenance({ person, sealed: bytes, key }: ProvenanceExportRow): string {
    return exportLine.provenance(canonicalJson(sealed(person, bytes)), this.open(key, bytes));
  }

  /** The key of one sealed text, in base64; null when its person was erased, or nothing is to be shown. */
  open(stored: Buffer | null, bytes: Buffer | null): string | null {
    if (stored === null || bytes === null || this.shown === 'sealed') return null;
    return disclose(this.unwrap(stored), bytes).toString('base64');
  }

  private unwrap(stored: Buffer): Buffer {
    const name = stored.toString('latin1');
    const known = this.keys.get(name) ?? this.keyring.unwrap(stored);
    this.keys.set(name, known);
    return known;
  }
}

function sealed(person: number | null, bytes: Buffer | null): Sealed {
  if (person === null || bytes === null) throw new Error('something in the log is neither sealed nor in clear');
  return { person, sealed: bytes.toString('base64') };
}
