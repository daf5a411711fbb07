/** The service data that the build made: read when it is first asked for, and kept. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '#contract/faults.ts';
import type { Shell } from '#contract/shell.ts';
import { catalogOf } from '#domain/policy/catalog.ts';
import type { Catalog } from '#domain/policy/catalog.ts';
import type { CatalogData, CatalogTexts } from '#domain/policy/catalog/data.ts';

export interface ServiceCatalog {
  /** @throws Fault `internal` where the build's file is not there */
  catalog(): Promise<Catalog>;
  /** Sentences about actions and keys, a file of its own: completion and pages show them, decisions need none. */
  texts(): Promise<CatalogTexts>;
}

export function createServiceCatalog(shell: Pick<Shell, 'resourcesFolder'>): ServiceCatalog {
  return {
    catalog: kept(async () => catalogOf(await read<CatalogData>(shell, 'iamData.json'))),
    texts: kept(() => read<CatalogTexts>(shell, 'iamDataTexts.json')),
  };
}

/** Made once; a failure is not kept. */
function kept<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    }));
}

async function read<T>({ resourcesFolder }: Pick<Shell, 'resourcesFolder'>, name: string): Promise<T> {
  try {
    return JSON.parse(await readFile(join(resourcesFolder, name), 'utf8')) as T;
  } catch (error) {
    throw new Fault('internal', { detail: `service data: ${(error as Error).message}` });
  }
}
