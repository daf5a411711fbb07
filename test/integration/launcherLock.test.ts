import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'treeline-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const module = JSON.stringify(new URL('../../bin/launcher/lock.mjs', import.meta.url).href);

/** A process that takes the lock, notes that it is in, waits, and notes that it is out. */
function contender(lock: string, notes: string, waitMs: number) {
  const script = `
    const { withLock } = await import(${module});
    const { appendFileSync } = await import('node:fs');
    await withLock(${JSON.stringify(lock)}, async () => {
      appendFileSync(${JSON.stringify(notes)}, 'in ');
      await new Promise((resolve) => setTimeout(resolve, ${waitMs}));
      appendFileSync(${JSON.stringify(notes)}, 'out ');
    });`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
}

const ended = (child: ReturnType<typeof contender>) => new Promise((resolve) => child.once('exit', resolve));

it('lets one process in at a time, and leaves nothing behind', async () => {
  const [lock, notes] = [join(folder, 'a.lock'), join(folder, 'a.notes')];
  const codes = await Promise.all([1, 2, 3, 4].map(() => ended(contender(lock, notes, 50))));
  expect(codes).toEqual([0, 0, 0, 0]);
  expect(readFileSync(notes, 'utf8')).toBe('in out '.repeat(4));
  expect(existsSync(lock)).toBe(false);
});

it('takes over from a process that was killed', async () => {
  const [lock, notes] = [join(folder, 'b.lock'), join(folder, 'b.notes')];
  const first = contender(lock, notes, 60_000);
  while (!existsSync(notes)) await new Promise((resolve) => setTimeout(resolve, 20));
  first.kill('SIGKILL');
  await ended(first);
  expect(existsSync(lock)).toBe(true);
  expect(await ended(contender(lock, notes, 1))).toBe(0);
  expect(readFileSync(notes, 'utf8')).toBe('in in out ');
});

it('takes over a lock whose writing was cut off', async () => {
  const [lock, notes] = [join(folder, 'c.lock'), join(folder, 'c.notes')];
  writeFileSync(lock, '');
  expect(await ended(contender(lock, notes, 1))).toBe(0);
  expect(readFileSync(notes, 'utf8')).toBe('in out ');
});
