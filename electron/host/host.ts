/** The browser host: the same engine behind 127.0.0.1, for machines without a desktop or an Electron runtime. */
import { parseArgs } from 'node:util';
import { exitCodeOf, Fault } from '#contract/faults.ts';
import { fault as sentences } from '#contract/words/en/fault.ts';
import { fill } from '#contract/words/format.ts';
import { createEngine } from '#engine/engine.ts';
import { toFault } from '#engine/faults.ts';
import { builtFolder } from '#shell/entries.ts';
import { openFirstWorkspace } from '#shell/firstWorkspace.ts';
import { nodeShell } from '#shell/nodeShell.ts';
import { openBrowser } from './browser.ts';
import { startHost } from './server.ts';

function readArguments(): { workspace: string | null; port: number; browser: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { port: { type: 'string', default: '0' }, 'no-browser': { type: 'boolean', default: false } },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw new Error('--port takes a number up to 65535');
    return { workspace: positionals[0] ?? null, port, browser: !values['no-browser'] };
  } catch (error) {
    throw new Fault('usage.invalid', { detail: `${(error as Error).message}.` }, { cause: error });
  }
}

async function main(): Promise<void> {
  const { workspace, port, browser } = readArguments();
  const engine = createEngine(nodeShell('host'));
  await openFirstWorkspace(engine, workspace);
  const host = await startHost(engine, builtFolder('renderer'), port);

  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void host
      .close()
      .then(() => engine.close())
      .finally(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  // Started by a program that talks to us: when that is gone, nobody is left to stop us.
  process.on('disconnect', stop);

  const address = host.address();
  process.stdout.write(`Treeline is at ${address}\n(the address works once; press Ctrl+C to stop)\n`);
  if (browser) openBrowser(address);
}

main().catch((error: unknown) => {
  const fault = toFault(error);
  process.stderr.write(`treeline: ${fill(sentences[fault.code], fault.params)}\n`);
  process.exit(exitCodeOf(fault.code));
});
