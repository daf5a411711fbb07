/** Reads LDIF from a stream of bytes, whatever Windows or Unix tool wrote it. */
import { Fault } from '#contract/faults.ts';
import { LdifByteParser } from '#domain/directory/ldif/bytes.ts';
import { LdifError } from '#domain/directory/ldif/problem.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';

/** Entries as they come, a chunk's worth at a time. Throws `ldif.*` with the line. */
export async function* readLdif(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<DirectoryEntry[], void, void> {
  const parser = new LdifByteParser();
  try {
    for await (const chunk of chunks) yield parser.push(chunk);
    yield parser.end();
  } catch (error) {
    if (!(error instanceof LdifError)) throw error;
    throw new Fault(`ldif.${error.code}`, { name, line: error.line });
  }
}
