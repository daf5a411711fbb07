/**
 * One process at a time installs or builds. The lock is a file with the holder's process id; a holder that has died
 * leaves a lock that the next one takes over.
 */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { say } from './say.mjs';

const pollMs = 200;
const limitMs = 15 * 60_000;

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function take(file) {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function holderOf(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    return Number.NaN;
  }
}

/** Runs `work` while holding `file`; waits for another holder, at most 15 minutes. */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  const started = Date.now();
  let said = false;
  let emptySince = 0;
  while (!take(file)) {
    const holder = holderOf(file);
    // A lock without a number is one that is being written this moment, or was cut off while it was.
    if (Number.isNaN(holder)) emptySince ||= Date.now();
    const dead = Number.isNaN(holder) ? Date.now() - emptySince > 2000 : !alive(holder);
    if (dead) rmSync(file, { force: true });
    else {
      if (!said) say('another start is installing or building; waiting for it');
      said = true;
      if (Date.now() - started > limitMs)
        throw new Error(`gave up waiting for process ${holder}, which holds ${file}`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
