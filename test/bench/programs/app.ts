/**
 * The running app behind 127.0.0.1: `app.js PAGES WORKSPACE`. Prints its address, then opens what each line of standard input
 * names, as a menu does, and says so.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createEngine } from '#engine/engine.ts';
import { startChildProcess } from '#shell/childProcess.ts';
import { openNamed } from '#shell/firstWorkspace.ts';
import { startHost } from '../../../electron/host/server.ts';

const [pages, path] = process.argv.slice(2);
const configFolder = mkdtempSync(join(tmpdir(), 'treeline-bench-'));
const engine = createEngine({
  kind: 'host',
  version: '0.0.0-bench',
  configFolder,
  sampleFile: join(configFolder, 'none.treeline'),
  resourcesFolder: configFolder,
  startChild: startChildProcess,
  credentialProcess: () => [],
});
await openNamed(engine, path!);
const host = await startHost(engine, pages!);
console.log(host.address());
for await (const line of createInterface({ input: process.stdin })) {
  await openNamed(engine, line);
  console.log(`opened ${line}`);
}
await host.close();
await engine.close();
rmSync(configFolder, { recursive: true, force: true });
