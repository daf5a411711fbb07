/** A real engine for tests: its own configuration folder, the built or given workspace, the real vault child. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Shell } from '#contract/shell.ts';
import { createEngine, type Engine, type EngineOptions } from '#engine/engine.ts';
import { startChildProcess } from '#shell/childProcess.ts';
import { serviceDataFolder } from './serviceData.ts';

export interface TestEngine {
  readonly engine: Engine;
  /** A folder for this test alone, removed at the end. */
  readonly folder: string;
  close(): Promise<void>;
}

export function testEngine(options: EngineOptions & { readonly sampleFile?: string } = {}): TestEngine {
  const folder = mkdtempSync(join(tmpdir(), 'treeline-test-'));
  const shell: Shell = {
    kind: 'cli',
    version: '0.0.0-test',
    configFolder: folder,
    sampleFile: options.sampleFile ?? join(folder, 'no-sample.treeline'),
    get resourcesFolder() {
      return serviceDataFolder();
    },
    startChild: startChildProcess,
    credentialProcess: () => [],
  };
  const engine = createEngine(shell, options);
  return {
    engine,
    folder,
    async close() {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
