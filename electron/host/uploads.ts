/** Files that the browser uploads: into a folder of this run, for the user alone, removed when the host stops. */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The largest export that is worth sending through a browser; larger ones go through the command line. */
const largest = 4 * 1024 ** 3;

export class Uploads {
  readonly #folder = mkdtempSync(join(tmpdir(), 'treeline-'));
  #count = 0;

  async receive(request: IncomingMessage): Promise<string> {
    const file = join(this.#folder, String((this.#count += 1)));
    let size = 0;
    const limit = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        done(size > largest ? new Error('too large') : null, chunk);
      },
    });
    try {
      await pipeline(request, limit, createWriteStream(file, { mode: 0o600, flags: 'wx' }));
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
    return file;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
