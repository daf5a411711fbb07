/**
 * msDS-TrustForestTrustInfo ([MS-ADTS] 6.1.6.9.3.1): which name suffixes and domains a trusted forest holds. Version,
 * count, then records of a length, flags, a time, a type and its data; little-endian, not aligned.
 */
import { sidToText } from '../directory/sid.ts';
import type { TrustedName } from './model.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Flags, time and type of a record. */
const recordHead = 4 + 8 + 1;
/** LSA_TLN_DISABLED_NEW, _ADMIN, _CONFLICT; LSA_SID_DISABLED_ADMIN, _CONFLICT ([MS-LSAD] 2.2.7.21). */
const disabledSuffix = 0x7;
const disabledDomain = 0x3;
const types = ['suffix', 'exclusion', 'domain'] as const;

class Reader {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  #at: number;
  readonly #end: number;

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
    this.#end = end;
  }

  /** A field of a length before it; null when it does not fit. */
  field(): Uint8Array | null {
    if (this.#at + 4 > this.#end) return null;
    const length = this.#view.getUint32(this.#at, true);
    const start = this.#at + 4;
    if (length > this.#end - start) return null;
    this.#at = start + length;
    return this.#bytes.subarray(start, this.#at);
  }

  text(): string | null {
    const bytes = this.field();
    try {
      return bytes && utf8.decode(bytes);
    } catch {
      return null;
    }
  }
}

function readRecord(reader: Reader, is: TrustedName['is'], flags: number): TrustedName | null {
  if (is !== 'domain') {
    const name = reader.text();
    return name === null
      ? null
      : { is, name, netbios: null, sid: null, enabled: (flags & disabledSuffix) === 0 };
  }
  const sid = reader.field();
  const name = reader.text();
  const netbios = reader.text();
  if (!sid || name === null || netbios === null) return null;
  return { is, name, netbios, sid: sidToText(sid), enabled: (flags & disabledDomain) === 0 };
}

/** The records, in stored order, or null when the bytes are not such a list. Records of unknown types are passed over. */
export function parseTrustInfo(bytes: Uint8Array): TrustedName[] | null {
  if (bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== 1) return null;
  const names: TrustedName[] = [];
  let at = 8;
  for (let left = view.getUint32(4, true); left > 0; left--) {
    if (at + 4 > bytes.length) return null;
    const length = view.getUint32(at, true);
    const start = at + 4;
    if (length < recordHead || length > bytes.length - start) return null;
    at = start + length;
    const is = types[bytes[start + 12]!];
    if (is === undefined) continue;
    const record = readRecord(new Reader(bytes, start + recordHead, at), is, view.getUint32(start, true));
    if (!record) return null;
    names.push(record);
  }
  return names;
}
