/**
 * Exports on their way into a browser: written into a folder of this run, for the user alone, and fetched from an address
 * that works once and not for long. What was fetched, and what nobody fetches, is removed.
 */
import { randomBytes } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const keepTargets = 32;
const addressMs = 60_000;
/** For a browser that stops taking. */
const stalledMs = 10 * 60_000;

interface Target {
  readonly path: string;
  readonly name: string;
}

/** RFC 6266: ASCII for whoever knows no better, and the name itself. */
function disposition(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

export class Downloads {
  readonly #folder = mkdtempSync(join(tmpdir(), 'treeline-'));
  /** By the engine's handle. */
  readonly #targets = new Map<string, Target>();
  /** By the key of an address. */
  readonly #addresses = new Map<string, { readonly handle: string; readonly until: number }>();
  #count = 0;

  /** Makes a place for one file; `deposit` gives the engine's handle of it. */
  target(name: string, deposit: (path: string) => string): string {
    const path = join(this.#folder, String((this.#count += 1)));
    const handle = deposit(path);
    this.#targets.set(handle, { path, name });
    const oldest = this.#targets.keys().next().value;
    if (this.#targets.size > keepTargets && oldest) this.#remove(oldest);
    return handle;
  }

  /** A key that opens the finished file once; null where there is none (not finished, given up, fetched already). */
  key(handle: string): string | null {
    const target = this.#targets.get(handle);
    if (!target || !statSync(target.path, { throwIfNoEntry: false })?.isFile()) return null;
    const now = Date.now();
    for (const [key, { until }] of this.#addresses) if (until < now) this.#addresses.delete(key);
    const key = randomBytes(32).toString('base64url');
    this.#addresses.set(key, { handle, until: now + addressMs });
    return key;
  }

  /** Sends the file of a key and removes it; false when the key opens nothing. One that breaks off may be asked for anew. */
  async send(key: string, response: ServerResponse, headers: Record<string, string>): Promise<boolean> {
    const address = this.#addresses.get(key);
    this.#addresses.delete(key);
    if (!address || address.until < Date.now()) return false;
    const target = this.#targets.get(address.handle);
    const size = target && statSync(target.path, { throwIfNoEntry: false })?.size;
    if (!target || size === undefined) return false;
    response.setTimeout(stalledMs, () => response.destroy());
    response.writeHead(200, {
      ...headers,
      'content-type': 'application/octet-stream',
      'content-length': size,
      'content-disposition': disposition(target.name),
    });
    await pipeline(createReadStream(target.path), response);
    this.#remove(address.handle);
    return true;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #remove(handle: string): void {
    const target = this.#targets.get(handle);
    this.#targets.delete(handle);
    if (target) rmSync(target.path, { force: true });
  }
}
