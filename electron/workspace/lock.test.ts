import { existsSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './fixtures.ts';
import { acquireLock, lockPathOf } from './lock.ts';

describe('the lock', () => {
  it('is given once, and again when it was let go', () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    const first = acquireLock(path);
    expect(first).not.toBeNull();
    expect(acquireLock(path)).toBeNull();
    expect(acquireLock(folder.file('b.treeline'))?.release()).toBeUndefined();
    first!.release();
    expect(existsSync(lockPathOf(path))).toBe(false);
    const second = acquireLock(path);
    expect(second).not.toBeNull();
    expect(acquireLock(path)).toBeNull();
    second!.release();
  });

  it('takes over the file that a dead process left', () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    writeFileSync(lockPathOf(path), '');
    const lock = acquireLock(path);
    expect(lock).not.toBeNull();
    expect(acquireLock(path)).toBeNull();
    lock!.release();
  });

  it('does not take a file that is something else', () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    writeFileSync(lockPathOf(path), 'x'.repeat(5000));
    expect(() => acquireLock(path)).toThrow(/not a database/);
  });
});
