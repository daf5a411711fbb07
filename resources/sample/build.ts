/** `node resources/sample/build.ts OUT`: writes the sample workspace OUT and, beside it, its manifest as JSON. */
import { rm, writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { openWorkspace } from '#workspace/open.ts';
import type { Workspace } from '#workspace/api.ts';
import { generateSample } from './generate.ts';
import type { Sample, SampleSource } from './types.ts';

const batch = 1000;

async function write(
  workspace: Workspace,
  { source, readAt, entries, estate, document, missing }: SampleSource,
): Promise<void> {
  const writer = await workspace.beginSnapshot(source, readAt);
  for (let at = 0; at < (entries?.length ?? 0); at += batch)
    await writer.addEntries(entries!.slice(at, at + batch));
  if (estate !== undefined) await writer.setEstate(estate);
  if (document !== undefined) await writer.setDocument(document.name, document.text);
  for (const { where, code } of missing) await writer.addMissing(where, code);
  await writer.complete();
}

/** Where the manifest of a sample workspace stands. */
export const manifestFile = (path: string): string => `${path.replace(/\.treeline$/, '')}.manifest.json`;

/** Writes the sample, in place of whatever stands at `path`; what another process holds open is its own affair. */
export async function buildSample(path: string): Promise<Sample> {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) await rm(file, { force: true });
  // The workspace's threads start while this one makes the sample.
  const opening = openWorkspace(path, { mode: 'create' });
  const sample = generateSample();
  const workspace = await opening;
  try {
    for (const source of sample.sources) await write(workspace, source);
  } finally {
    await workspace.close();
  }
  await writeFile(manifestFile(path), `${JSON.stringify(sample.manifest, null, 1)}\n`);
  return sample;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const path = argv[2];
  if (path === undefined) throw new Error('usage: node resources/sample/build.ts OUT.treeline');
  await buildSample(path);
}
