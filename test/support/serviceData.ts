/** The service data as the build makes it, for tests: once a process, and only where it is asked for. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogOf } from '#domain/policy/catalog.ts';
import type { Catalog } from '#domain/policy/catalog.ts';
import { buildIamData } from '../../resources/iamData/build.ts';

let folder: string | null = null;
let catalog: Catalog | null = null;

export function serviceDataFolder(): string {
  if (folder !== null) return folder;
  const made = mkdtempSync(join(tmpdir(), 'treeline-service-data-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  buildIamData(made);
  return (folder = made);
}

export function testCatalog(): Catalog {
  return (catalog ??= catalogOf(JSON.parse(readFileSync(join(serviceDataFolder(), 'iamData.json'), 'utf8'))));
}
