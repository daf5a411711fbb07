import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featuresOf } from '#engine/compare/fit/features.ts';
import { createEngine } from '#engine/engine.ts';
import { startChildProcess } from '#shell/childProcess.ts';
import type { Answer, Asked } from '../figure.ts';
import { median } from '../numbers.ts';

/** The tree against each kind of AWS directory, in a workspace that was just opened; then again, when it is kept. */
export async function fit({ facts, snapshotId, rounds, path }: Asked): Promise<Answer> {
  const configFolder = mkdtempSync(join(tmpdir(), 'treeline-bench-'));
  const engine = createEngine({
    kind: 'cli',
    version: '0.0.0-bench',
    configFolder,
    sampleFile: join(configFolder, 'none.treeline'),
    resourcesFolder: configFolder,
    startChild: startChildProcess,
    credentialProcess: () => [],
  });
  const all: { took: number; cpu: number; kept: number }[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      await engine.workspace.open(path, { mode: 'open' });
      const cpu = process.cpuUsage();
      const began = performance.now();
      const { limits } = await featuresOf(engine, snapshotId);
      const took = performance.now() - began;
      const { user, system } = process.cpuUsage(cpu);
      const have = limits.find(({ limit }) => limit === 'objects')?.have;
      if (have !== facts.objects) throw new Error(`${have} objects of ${facts.objects} were counted`);
      const begins = performance.now();
      await featuresOf(engine, snapshotId);
      all.push({ took, cpu: (user + system) / 1000, kept: performance.now() - begins });
    }
  } finally {
    await engine.close();
    rmSync(configFolder, { recursive: true, force: true });
  }
  return {
    took: median(all.map(({ took }) => took)),
    cpu: median(all.map(({ cpu }) => cpu)),
    kept: median(all.map(({ kept }) => kept)),
  };
}
