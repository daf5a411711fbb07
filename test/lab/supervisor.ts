/** The process that owns the lab's servers: starts them, writes the state, ends them when nobody holds a lease. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuthority, issueLabCertificates } from './certs.ts';
import { startDnsForwarder, type DnsForwarder } from './dnsForwarder.ts';
import { startForests } from './forests.ts';
import {
  cacheDir,
  keepFile,
  labState,
  leaseDir,
  logDir,
  processIdentity,
  stateFile,
  type LabState,
} from './lab.ts';
import { corp, forwarderAddress, partner } from './samba.ts';

/** Long enough to go from one test file to the next. */
const lingerSeconds = 10;
const lockSeconds = 60;

async function anyLease(): Promise<boolean> {
  if (existsSync(keepFile)) return true;
  for (const name of await readdir(leaseDir).catch(() => [])) {
    const identity = await readFile(join(leaseDir, name), 'utf8').catch(() => '');
    if (identity !== '' && identity === (await processIdentity(Number(name)))) return true;
    if (identity !== '') await rm(join(leaseDir, name), { force: true });
  }
  return false;
}

/**
 * The lab's addresses are fixed, so a machine holds one lab; the forwarder's socket is the lock. Null when a lab of
 * this checkout came up while we waited.
 */
async function takeLock(): Promise<DnsForwarder | null> {
  const zones = { [corp.dnsDomain]: corp.address, [partner.dnsDomain]: partner.address };
  for (const deadline = Date.now() + lockSeconds * 1000; ;) {
    try {
      return await startDnsForwarder(forwarderAddress, 53, zones);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
      if ((await labState()) !== null) return null;
      if (Date.now() > deadline)
        throw new Error(`a lab of another checkout holds ${forwarderAddress}`, { cause });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function writeState(state: LabState): Promise<void> {
  await writeFile(`${stateFile}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  await rename(`${stateFile}.new`, stateFile);
}

async function main(): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error('the lab needs root (mount namespaces and ports below 1024)');
  const begun = Date.now();
  const dns = await takeLock();
  if (dns === null) return;
  const asked = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => asked.abort());

  const runDir = join(cacheDir, 'run');
  await rm(runDir, { recursive: true, force: true });
  await mkdir(logDir, { recursive: true });
  const authority = await createAuthority(runDir);
  const leaves = await issueLabCertificates(authority);
  const forests = await startForests(cacheDir, logDir, {
    dc1: leaves.dc1,
    dc2: leaves.dc2,
    caPem: authority.caPem,
  });
  const state: LabState = {
    pid: process.pid,
    cold: forests.cold,
    milliseconds: Date.now() - begun,
    corp,
    partner,
    passwords: forests.passwords,
    dnsServer: forwarderAddress,
    ca: { file: authority.caFile, pem: authority.caPem, issuingPem: authority.issuingPem },
    leaves,
  };
  await writeState(state);

  for (let idleSince = Date.now(); !asked.signal.aborted;) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    if (await anyLease()) idleSince = Date.now();
    else if (Date.now() - idleSince > lingerSeconds * 1000) {
      await rm(stateFile, { force: true });
      if (!(await anyLease())) break;
      await writeState(state);
    }
  }
  await rm(stateFile, { force: true });
  await forests.stop();
  await rm(runDir, { recursive: true, force: true });
  await dns.close();
}

await main();
