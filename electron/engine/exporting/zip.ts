/** Several files as one ZIP archive (PKWARE APPNOTE 6.3.10), deflated, without ZIP64: for texts of some megabytes. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZippedFile {
  /** Relative, with `/`. */
  readonly name: string;
  readonly text: string;
}

/** 2.0: deflate. The high byte of "made by" says Unix, so that a script keeps its right to run. */
const version = 20;
const madeBy = (3 << 8) | version;
/** Names are in UTF-8. */
const utf8 = 1 << 11;
const deflated = 8;
/** 1980-01-01: the same files give the same archive. */
const dosDate = (1 << 5) | 1;
const modeOf = (name: string): number => (name.endsWith('.sh') ? 0o100755 : 0o100644);

/** What the local header and the central directory both say, from "version needed" to "extra field length". */
function common(name: Buffer, crc: number, packed: number, size: number): Buffer {
  const part = Buffer.alloc(26);
  part.writeUInt16LE(version, 0);
  part.writeUInt16LE(utf8, 2);
  part.writeUInt16LE(deflated, 4);
  part.writeUInt16LE(dosDate, 8);
  part.writeUInt32LE(crc, 10);
  part.writeUInt32LE(packed, 14);
  part.writeUInt32LE(size, 18);
  part.writeUInt16LE(name.length, 22);
  return part;
}

const number32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const number16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};

/** At most 65,535 files, 4 GiB together. */
export function zipOf(files: readonly ZippedFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const data = Buffer.from(file.text);
    const packed = deflateRawSync(data);
    const head = common(name, crc32(data), packed.length, data.length);
    const local = Buffer.concat([number32(0x04034b50), head, name, packed]);
    parts.push(local);
    directory.push(
      number32(0x02014b50),
      number16(madeBy),
      head,
      // Comment, disk, internal attributes.
      Buffer.alloc(6),
      number32(modeOf(file.name) * 0x10000),
      number32(offset),
      name,
    );
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.concat([
    number32(0x06054b50),
    Buffer.alloc(4),
    number16(files.length),
    number16(files.length),
    number32(listed.length),
    number32(offset),
    number16(0),
  ]);
  return Buffer.concat([...parts, listed, end]);
}
