/** Capturing a forest of two domains through the lab's proxy: domain by domain, and by its global catalog. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Connection } from '#contract/profiles.ts';
import { diallerOf, type Dialler } from '#engine/capture/dialler.ts';
import { startCaptureFrom } from '#engine/work.ts';
import { decodePage, takeNames } from '#packed/readPacked.ts';
import { eu, forestAddresses, startLabForest, type LabForest } from '../lab/adProxy/labForest.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { labLdap, toCorp } from './ldapSupport.ts';

let lab: Lab;
let forest: LabForest;
let test: TestEngine;
beforeAll(async () => {
  lab = await startLab();
  forest = await startLabForest(lab);
});
afterAll(async () => {
  await forest?.stop();
  await lab?.release();
});
beforeEach(() => {
  test = testEngine();
});
afterEach(() => test.close());

/** Finds the child's controller without DNS, and notes every DN that readings in bulk hand over. */
function noting(seen: string[]): Dialler {
  const inner = diallerOf(labLdap(lab), async () => lab.passwords.users);
  const at = (connection: Connection): Connection =>
    connection.domain === eu.dnsName ? { ...connection, host: forestAddresses[1], domain: null } : connection;
  return {
    connect: (connection, signal) => inner.connect(at(connection), signal),
    async bulk(connection, signal) {
      const reader = await inner.bulk(at(connection), signal);
      return {
        host: reader.host,
        port: reader.port,
        close: () => reader.close(),
        async *read(request, stop) {
          const names: string[] = [];
          for await (const item of reader.read(request, stop)) {
            if (item.is === 'page') {
              takeNames(names, item.page);
              seen.push(...decodePage(item.page, names).map((entry) => entry.dn));
            }
            yield item;
          }
        },
      };
    },
  };
}

async function capture(port: number, allDomains: boolean): Promise<{ seen: string[]; objects: number }> {
  const seen: string[] = [];
  await test.engine.workspace.open(`${test.folder}/w.treeline`, { mode: 'openOrCreate' });
  const connection = toCorp(lab, {
    host: forestAddresses[0],
    port,
    trust: { kind: 'ca', pem: forest.root.ca },
    pageSize: 1000,
  });
  const job = startCaptureFrom(test.engine, 'forest', connection, noting(seen), { allDomains });
  expect(await test.engine.jobs.ended(job.id)).toMatchObject({ state: 'done' });
  const [source] = (await test.engine.workspace.info()).sources;
  return { seen, objects: source!.snapshots[0]!.objectCount };
}

it.each([
  ['domain by domain', 636, true],
  ['by the global catalog', 3269, false],
])('captures every object of both domains once: %s', async (_, port, allDomains) => {
  const { seen, objects } = await capture(port, allDomains);
  const inChild = seen.filter((dn) => dn.endsWith(`,${eu.dn}`)).length;
  expect(inChild).toBeGreaterThan(200);
  expect(seen.length - inChild).toBeGreaterThan(300);
  const keys = seen.map((dn) => dn.toLowerCase());
  // A search of the upper domain in a catalog spans the lower one, which is then read again: the snapshot has each object once.
  expect(objects - new Set(keys).size).toBe(0);
});
