/**
 * The lab by hand, as root:
 *   node test/lab/main.ts          run it here until Ctrl-C
 *   node test/lab/main.ts start    run it in the background until `stop`
 *   node test/lab/main.ts proxy    also put the proxy in front, until Ctrl-C: one forest of two domains with AD's limits
 *   node test/lab/main.ts stop
 *   node test/lab/main.ts status   one JSON document, passwords included; exit code 1 when it does not run
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { keepFile, labState, leaseDir, startLab, stopLab, type LabState } from './lab.ts';
import { startLabForest } from './adProxy/labForest.ts';
import { accounts } from './seed/corp.ts';

const describe = (state: LabState): string =>
  [
    `up in ${state.milliseconds} ms${state.cold ? ' (built anew)' : ''}`,
    ...[state.corp, state.partner].map(
      (forest) =>
        `${forest.dnsDomain}: ldaps://${forest.address} (${forest.hostName}.${forest.dnsDomain}), StartTLS on 389, GC on 3268 and 3269`,
    ),
    `name server ${state.dnsServer}, CA file ${state.ca.file}`,
    `administrator@${state.corp.dnsDomain} and ${accounts.reader}@${state.corp.dnsDomain}: passwords by "status"`,
  ].join('\n');

async function untilInterrupted(): Promise<void> {
  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  const alive = setInterval(() => {}, 60_000);
  await interrupted;
  clearInterval(alive);
}

const [command] = process.argv.slice(2);
switch (command) {
  case undefined: {
    const lab = await startLab();
    console.log(describe(lab));
    await untilInterrupted();
    await lab.release();
    break;
  }
  case 'proxy': {
    const lab = await startLab();
    console.log(describe(lab));
    const forest = await startLabForest(lab);
    console.log(forest.describe());
    await untilInterrupted();
    await forest.stop();
    await lab.release();
    break;
  }
  case 'start': {
    await mkdir(leaseDir, { recursive: true });
    await writeFile(keepFile, '');
    const lab = await startLab();
    console.log(describe(lab));
    await lab.release();
    break;
  }
  case 'stop':
    await stopLab();
    break;
  case 'status': {
    const state = await labState();
    console.log(JSON.stringify(state, null, 2));
    process.exitCode = state === null ? 1 : 0;
    break;
  }
  default:
    console.error('usage: node test/lab/main.ts [start|proxy|stop|status]');
    process.exitCode = 2;
}
