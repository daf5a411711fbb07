/** Reads LDIF from a stream of bytes, whatever Windows or Unix tool wrote it. */
import { Fault } from '#contract/faults.ts';
import { LdifError, LdifParser } from '#domain/directory/ldif/parse.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';

/** The text encoding by its byte order mark; `ldifde -u` writes UTF-16. */
function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

export async function* readLdif(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<DirectoryEntry, void, void> {
  const parser = new LdifParser();
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  try {
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      yield* parser.push(decoder.decode(chunk, { stream: true }));
    }
    if (decoder) yield* parser.push(decoder.decode());
    yield* parser.end();
  } catch (error) {
    if (error instanceof LdifError)
      throw new Fault('import.invalid', { name, path: `line ${error.line}`, detail: error.code });
    if (error instanceof TypeError)
      throw new Fault('import.invalid', { name, path: `line ${parser.line}`, detail: 'encoding' });
    throw error;
  }
}
