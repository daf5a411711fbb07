import { describe, expect, it } from 'vitest';
import type { StoredSession } from '#contract/sessions/session.ts';
import { refreshAt } from '#domain/session/lifetime.ts';
import { role } from '#domain/session/limits.fixture.ts';
import type { SessionRequest } from '#domain/session/request.ts';
import type { UserStore } from '#userstore/api.ts';
import { Keeper, keeperLease } from './keeper.ts';
import type { Prompts } from './prompts.ts';
import type { Sessions } from './sessions.ts';

const hour = 3_600_000;

const begin = Date.UTC(2026, 0, 5, 9);

const portalRole: SessionRequest = {
  kind: 'portalRole',
  portal: 'p',
  account: '111122223333',
  roleName: 'Reader',
  region: 'eu-central-1',
};

function stored(id: string, more: Partial<StoredSession> = {}): StoredSession {
  return {
    id,
    name: id,
    request: role(),
    arn: null,
    account: '111122223333',
    accessKeyTail: 'ABCD',
    takenAt: new Date(begin).toISOString(),
    expiresAt: new Date(begin + hour).toISOString(),
    lengthSeconds: 3600,
    tier: 'os-keychain',
    group: null,
    favourite: false,
    keepFresh: true,
    ...more,
  };
}

/** A keeper over sessions that note what is asked of them; `pass` moves both clocks, `sleep` the wall's alone. */
function keeping(
  all: readonly StoredSession[],
  { watched = true, mayTryAt = 0 as number | null, ends = true, waiting = 0 } = {},
) {
  const asked: string[] = [];
  const running = new Set<string>();
  const wanted: string[] = [];
  const leases: string[] = [];
  let [wall, monotonic, changes, told, waits] = [begin, 0, 0, 0, 0];
  let broken = false;
  const whole = <T>(value: T): T => {
    if (broken) throw new Error('damaged');
    return value;
  };
  const sessions = {
    stored: () => all,
    refreshing: (id: string) => running.has(id),
    mayTryAt: () => mayTryAt,
    changed: () => (told += 1),
    forgetWaits: () => (waits += 1),
    refresh: (id: string, _: null, reason: string) => {
      asked.push(`${id} ${reason}`);
      running.add(id);
      return ends ? Promise.resolve().then(() => running.delete(id)) : new Promise(() => {});
    },
  };
  const store = {
    changes: () => whole(changes),
    wantedSessions: () => whole(wanted),
    unwantSession: (id: string) => whole(wanted.splice(wanted.indexOf(id), 1)),
    takeLease: (name: string) => leases.push(name),
    dropLease: () => whole(null),
  };
  const keeper = new Keeper({
    sessions: sessions as unknown as Sessions,
    store: store as unknown as UserStore,
    prompts: { watched, waiting } as Prompts,
    clock: { wall: () => wall, monotonic: () => monotonic },
    owner: 'me',
  });
  keeper.start();
  keeper.stop();
  return {
    asked,
    wanted,
    leases,
    told: () => told,
    waits: () => waits,
    wrote: () => (changes += 1),
    breaks: (now: boolean) => (broken = now),
    stop: () => keeper.stop(),
    pass(ms: number) {
      wall += ms;
      monotonic += ms;
      keeper.look();
    },
    sleep(ms: number) {
      wall += ms;
      keeper.look();
    },
  };
}

describe('refreshing ahead of expiry', () => {
  it('begins within the window of the session, once, and not before', () => {
    const { asked, pass } = keeping([stored('a')], { ends: false });
    const earliest = refreshAt({ takenAt: begin, expiresAt: begin + hour, jitter: 1 }) - begin;
    pass(earliest - 1000);
    expect(asked).toEqual([]);
    pass(begin + hour - 1 - (begin + earliest));
    pass(1000);
    expect(asked).toEqual(['a refresh']);
  });

  it('spreads sessions that were taken together', () => {
    const many = Array.from({ length: 200 }, (_, number) => stored(`s${number}`));
    const { asked, pass } = keeping(many);
    const seen: number[] = [];
    for (let minute = 0; minute < 60; minute++) {
      pass(60_000);
      seen.push(asked.length);
    }
    const begun = seen.findIndex((count) => count > 0);
    // Half of them at once would be no spreading.
    expect(seen[begun]!).toBeLessThan(100);
    expect(begun).toBeGreaterThan(30);
  });

  it('has at most eight at once', () => {
    const many = Array.from({ length: 50 }, (_, number) => stored(`s${number}`));
    const { asked, pass } = keeping(many, { ends: false });
    pass(hour);
    pass(1000);
    expect(asked).toHaveLength(8);
  });

  it('is not held up by those that wait for a person', () => {
    const many = Array.from({ length: 50 }, (_, number) => stored(`s${number}`));
    const { asked, pass } = keeping(many, { ends: false, waiting: 8 });
    pass(hour);
    pass(1000);
    expect(asked).toHaveLength(16);
  });

  it.each<[string, Partial<StoredSession>, Parameters<typeof keeping>[1], boolean]>([
    ['a session that nobody keeps fresh', { keepFresh: false }, {}, false],
    ['one that failed for good', {}, { mayTryAt: null }, false],
    ['one that waits after a failure', {}, { mayTryAt: begin + 2 * hour }, false],
    ['one with MFA where a window is open', { request: role({ mfaSerial: 'GAHT12345678' }) }, {}, true],
    [
      'one with MFA where nobody would see a prompt',
      { request: role({ mfaSerial: 'GAHT12345678' }) },
      { watched: false },
      false,
    ],
    ['a portal’s where nobody would see a prompt', { request: portalRole }, { watched: false }, true],
  ])('of %s', (_, more, options, begins) => {
    const { asked, pass } = keeping([stored('a', more)], options);
    pass(hour);
    expect(asked).toEqual(begins ? ['a refresh'] : []);
  });
});

describe('the clock', () => {
  it('jumps after a sleep: waits are over, and what is due is begun at once', () => {
    const { asked, sleep, waits } = keeping([stored('a')]);
    sleep(8 * hour);
    expect([asked, waits()]).toEqual([['a refresh'], 1]);
  });

  it('set back is told, and what was taken by the clock as it was is taken again', () => {
    const long = new Date(begin + hour).toISOString();
    const before = stored('before', { takenAt: new Date(begin - 12 * hour).toISOString(), expiresAt: long });
    const { asked, sleep, told } = keeping([stored('a'), before]);
    sleep(-3 * hour);
    expect([asked, told()]).toEqual([['a refresh'], 1]);
  });

  it('far ahead, by which keys are over when they come, has them asked for once a minute', () => {
    const over = stored('a', { expiresAt: new Date(begin - hour).toISOString() });
    const { asked, pass } = keeping([over]);
    for (let second = 0; second < 59; second++) pass(1000);
    expect(asked).toEqual([]);
    pass(1000);
    expect(asked).toEqual(['a refresh']);
  });
});

describe('others', () => {
  it('that wait for a session are served whatever its age, once', async () => {
    const { asked, wanted, pass } = keeping([stored('a', { keepFresh: false })]);
    wanted.push('a');
    pass(1000);
    expect(asked).toEqual(['a program']);
    await Promise.resolve()
      .then(() => {})
      .then(() => {});
    expect(wanted).toEqual([]);
  });

  it('learn that prompts would be seen, while somebody watches', () => {
    const watched = keeping([]);
    watched.pass(1000);
    const unseen = keeping([], { watched: false });
    unseen.pass(1000);
    expect([watched.leases, unseen.leases]).toEqual([[keeperLease], []]);
  });

  it('are not made to look by a lease that is written all the time', () => {
    const { leases, pass } = keeping([]);
    for (let second = 0; second < 30; second++) pass(1000);
    expect(leases.length).toBeLessThanOrEqual(10);
    // It lasts ten seconds.
    expect(leases.length).toBeGreaterThanOrEqual(5);
  });

  it('that wrote to the store are told of here', () => {
    const { pass, told, wrote } = keeping([]);
    pass(1000);
    expect(told()).toBe(0);
    wrote();
    pass(1000);
    expect(told()).toBe(1);
  });
});

describe('a store that cannot be read', () => {
  it('ends no keeping: it goes on once the store can', async () => {
    const { asked, wanted, pass, breaks, stop } = keeping([stored('a')]);
    wanted.push('a');
    pass(1000);
    breaks(true);
    // The end of the refresh meets it, and the next looks.
    await new Promise((done) => setTimeout(done, 5));
    expect(() => pass(hour)).not.toThrow();
    expect(stop).not.toThrow();
    breaks(false);
    pass(1000);
    expect(asked.length).toBeGreaterThan(1);
  });
});
