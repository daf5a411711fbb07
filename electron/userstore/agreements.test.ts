/** Leases, wants and news among several openings of one file, by a clock that the test sets. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserStore } from './api.ts';
import { openUserStore } from './open.ts';

const noon = Date.parse('2026-01-02T12:00:00Z');
let folder: string;
let time: number;
let one: UserStore;
let other: UserStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-agree-'));
  time = noon;
  const open = () => openUserStore(folder, () => new Date(time)).store;
  [one, other] = [open(), open()];
});
afterEach(() => {
  one.close();
  other.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a lease', () => {
  it('is one owner’s until it ends, is dropped, or runs out', () => {
    expect(one.takeLease('refresh/a', 'one', 1000)).toBe(true);
    expect(other.takeLease('refresh/a', 'other', 1000)).toBe(false);
    expect(other.takeLease('refresh/b', 'other', 1000)).toBe(true);
    expect([other.leaseHolder('refresh/a'), one.leaseHolder('refresh/b'), one.leaseHolder('c')]).toEqual([
      'one',
      'other',
      null,
    ]);
    other.dropLease('refresh/a', 'other');
    expect(other.leaseHolder('refresh/a')).toBe('one');
    one.dropLease('refresh/a', 'one');
    expect(other.leaseHolder('refresh/a')).toBeNull();
    time += 1000;
    expect(one.leaseHolder('refresh/b')).toBeNull();
    expect(one.takeLease('refresh/b', 'one', 1000)).toBe(true);
  });

  it('is made longer by its owner, and shorter too', () => {
    one.takeLease('a', 'one', 1000);
    time += 900;
    expect(one.takeLease('a', 'one', 1000.5)).toBe(true);
    time += 900;
    expect(other.takeLease('a', 'other', 1)).toBe(false);
    expect(one.takeLease('a', 'one', 10)).toBe(true);
    time += 10;
    expect(other.takeLease('a', 'other', 1)).toBe(true);
  });

  it('survives a clock that is put right by a little, and not one set back by hours', () => {
    one.takeLease('a', 'one', 5000);
    one.wantSession('s', 5000);
    time -= 60_000;
    expect([other.leaseHolder('a'), other.wantedSessions()]).toEqual(['one', ['s']]);
    expect(other.takeLease('a', 'other', 5000)).toBe(false);
    time -= 1;
    expect([other.leaseHolder('a'), other.wantedSessions()]).toEqual([null, []]);
    expect(other.takeLease('a', 'other', 5000)).toBe(true);
    other.wantSession('s', 1000);
    expect([one.leaseHolder('a'), one.wantedSessions()]).toEqual(['other', ['s']]);
  });
});

it('what is wanted is wanted until the later of its ends', () => {
  for (const [id, milliseconds] of [
    ['b', 3000],
    ['a', 1000],
    ['b', 2000],
    ['c', 9000],
  ] as const)
    one.wantSession(id, milliseconds);
  expect(other.wantedSessions()).toEqual(['b', 'a', 'c']);
  time += 2500;
  other.unwantSession('c');
  expect(one.wantedSessions()).toEqual(['b']);
  time += 500;
  expect(one.wantedSessions()).toEqual([]);
});

it('news is what the other wrote, and nothing else', () => {
  const before = one.changes();
  one.takeLease('a', 'one', 1000);
  one.setLastWorkspace('/x');
  expect(other.takeLease('a', 'other', 1000)).toBe(false);
  const refused = one.changes();
  expect(refused).toBe(before);
  other.wantSession('s', 1000);
  expect(one.changes()).not.toBe(refused);
});
