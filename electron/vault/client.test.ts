import { describe, expect, it } from 'vitest';
import { Fault } from '../contract/faults.ts';
import type { VaultTier } from '../contract/sessions/vault.ts';
import type { Child } from '../contract/shell.ts';
import type { Limits } from './calls.ts';
import { createVault, longestSecret } from './client.ts';
import type { SecretIndex } from './client.ts';
import { requestSchema } from './messages.ts';
import type { Answer, Request } from './messages.ts';
import type { SecretName } from './api.ts';

/** A child whose answers the test gives; `posted` holds what it was asked and has not answered. */
class FakeChild implements Child {
  readonly posted: Request[] = [];
  killed = false;
  #listener: (message: unknown) => void = () => undefined;
  #gone: () => void = () => undefined;
  readonly #reply: (request: Request) => Omit<Answer, 'id'> | null;
  constructor(reply: (request: Request) => Omit<Answer, 'id'> | null) {
    this.#reply = reply;
  }
  postMessage(message: unknown): void {
    const request = requestSchema.parse(structuredClone(message));
    const reply = this.#reply(request);
    this.posted.push(request);
    if (reply) queueMicrotask(() => this.say({ ...reply, id: request.id }));
  }
  say(message: unknown): void {
    this.#listener(message);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#listener = listener;
  }
  onClose(listener: () => void): void {
    this.#gone = listener;
  }
  close(): void {}
  kill(): void {
    this.killed = true;
    queueMicrotask(() => this.#gone());
  }
  die(): void {
    this.#gone();
  }
}

type Reply = (request: Request) => Omit<Answer, 'id'> | null;
const done = (value: string | null): Omit<Answer, 'id'> => ({ kind: 'done', value }) as Omit<Answer, 'id'>;
const fault = (error: Fault): Omit<Answer, 'id'> =>
  ({ kind: 'fault', fault: error.toData() }) as Omit<Answer, 'id'>;
const absent: Reply = (request) =>
  request.op === 'state' ? done('absent') : fault(new Fault('vault.absent', { detail: 'none' }));

function setup(reply: Reply, limits: Partial<Limits> = {}) {
  const children: FakeChild[] = [];
  const rows = new Map<string, { kind: string; id: string; tier: VaultTier }>();
  const index: SecretIndex = {
    secretNames: () => [...rows.values()],
    noteSecret: (kind, id, tier) => void rows.set(`${kind}/${id}`, { kind, id, tier }),
    forgetSecret: (kind, id) => void rows.delete(`${kind}/${id}`),
  };
  const startChild = () => {
    children.push(new FakeChild(reply));
    return Promise.resolve(children.at(-1)!);
  };
  return {
    vault: createVault({
      startChild,
      index,
      limits: { startMs: 50, callMs: 50, promptMs: 200, stateMs: 50, ...limits },
    }),
    children,
    index,
  };
}
const name = (id: string): SecretName => ({ kind: 'sts-session', id });
const settled = (call: Promise<unknown>) => call.catch((error: unknown) => error);
const later = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the child', () => {
  it('is started by the first call alone', async () => {
    const { vault, children } = setup(() => done(null));
    expect(children).toHaveLength(0);
    await Promise.all([vault.get(name('a')), vault.get(name('b')), vault.state()]);
    expect(children).toHaveLength(1);
  });

  it('is killed when it does not answer in time; all that waits in it fails, and the next call starts another', async () => {
    const { vault, children } = setup((request) =>
      request.op === 'get' && request.name === 'stuck' ? null : done('value'),
    );
    const [stuck, other] = await Promise.all([
      settled(vault.get(name('stuck'))),
      settled(vault.get(name('other'))),
    ]);
    expect(stuck).toMatchObject({ code: 'vault.noAnswer' });
    expect(other).toBe('value');
    expect(children[0]!.killed).toBe(true);
    expect(await vault.get(name('other'))).toBe('value');
    expect(children).toHaveLength(2);
  });

  it('gets more time while it may be waiting for the user, who can see that it is', async () => {
    const { vault, children } = setup((request) => (request.op === 'state' ? done('locked') : null), {
      callMs: 300,
      promptMs: 5000,
    });
    const waiting = settled(vault.set(name('a'), 's'));
    await later();
    children[0]!.say({ id: children[0]!.posted[0]!.id, kind: 'prompting' });
    expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'blocked' });
    await later(400);
    expect(children[0]!.killed).toBe(false);
    children[0]!.say({ id: children[0]!.posted[0]!.id, kind: 'done', value: null });
    expect(await waiting).toBe('os-keychain');
    expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'locked' });
  });

  it('that dies fails its calls at once; the next call starts another', async () => {
    const { vault, children } = setup(() => null, { callMs: 5000 });
    const dying = settled(vault.get(name('a')));
    await later();
    children[0]!.die();
    expect(await dying).toMatchObject({ code: 'vault.failed' });
    void settled(vault.get(name('a')));
    await later();
    expect(children).toHaveLength(2);
    await vault.close();
  });

  it('that never starts is a fault, and is killed should it start after all', async () => {
    const late = new FakeChild(() => null);
    const startChild = () => later(100).then(() => late);
    const index: SecretIndex = {
      secretNames: () => [],
      noteSecret: () => undefined,
      forgetSecret: () => undefined,
    };
    const vault = createVault({ startChild, index, limits: { startMs: 20 } });
    await expect(vault.get(name('a'))).rejects.toMatchObject({ code: 'vault.noAnswer' });
    await expect.poll(() => late.killed).toBe(true);
    const broken = createVault({ startChild: () => Promise.reject(new Error('spawn')), index });
    await expect(broken.get(name('a'))).rejects.toMatchObject({ code: 'vault.failed' });
    expect(await broken.state()).toEqual({ tier: 'os-keychain', reason: 'failed' });
  });

  it('may say anything: what is no answer is ignored', async () => {
    const { vault, children } = setup(() => null);
    const call = settled(vault.get(name('a')));
    await later();
    for (const noise of [
      null,
      'x',
      {},
      { id: 99, kind: 'done', value: null },
      { id: 1, kind: 'done', value: 7 },
    ])
      children[0]!.say(noise);
    expect(await call).toMatchObject({ code: 'vault.noAnswer' });
  });

  it('a look that hangs does not take down work that goes on', async () => {
    const { vault, children } = setup(() => null, { callMs: 5000 });
    const work = settled(vault.get(name('a')));
    expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'blocked' });
    expect(children[0]!.killed).toBe(false);
    const asked = children[0]!.posted.find((request) => request.op === 'get');
    children[0]!.say({ id: asked!.id, kind: 'done', value: 'v' });
    expect(await work).toBe('v');
  });

  it('ends with the vault, and so does whatever waits', async () => {
    const { vault, children } = setup(() => null);
    const calls = Array.from({ length: 6 }, (_, number) => settled(vault.get(name(String(number)))));
    await later();
    await vault.close();
    for (const call of await Promise.all(calls)) expect(call).toMatchObject({ code: 'engine.stopped' });
    expect(children[0]!.killed).toBe(true);
    await expect(vault.get(name('a'))).rejects.toMatchObject({ code: 'engine.stopped' });
  });
});

describe('order', () => {
  it('one key one call at a time, four keys at once', async () => {
    const { vault, children } = setup(() => null, { callMs: 5000 });
    const calls = ['a', 'a', 'b', 'c', 'd', 'e'].map((id) => settled(vault.get(name(id))));
    await later();
    const child = children[0]!;
    const asked = () => child.posted.map((request) => ('name' in request ? request.name : ''));
    expect(asked()).toEqual(['a', 'b', 'c', 'd']);
    for (let next = 0; next < 6; next++) {
      child.say({ id: child.posted[next]!.id, kind: 'done', value: asked()[next]! });
      await later(1);
    }
    expect(asked().sort()).toEqual(['a', 'a', 'b', 'c', 'd', 'e']);
    expect(await Promise.all(calls)).toEqual(['a', 'a', 'b', 'c', 'd', 'e']);
  });
});

describe('where a secret is', () => {
  it('without a keychain: in memory, noted as such, and gone with the vault', async () => {
    const { vault, index } = setup(absent);
    expect(await vault.state()).toEqual({ tier: 'memory', reason: 'absent' });
    expect(await vault.set(name('a'), 's')).toBe('memory');
    expect(index.secretNames()).toEqual([{ kind: 'sts-session', id: 'a', tier: 'memory' }]);
    expect(await vault.get(name('a'))).toBe('s');
    await vault.remove(name('a'));
    expect(index.secretNames()).toEqual([]);
    expect(await vault.get(name('a'))).toBeNull();
  });

  it('one that another process held in its memory is gone, not absent', async () => {
    const { vault, index } = setup(absent);
    index.noteSecret('sts-session', 'a', 'memory');
    await expect(vault.get(name('a'))).rejects.toMatchObject({
      code: 'vault.itemGone',
      params: { name: 'a' },
    });
    await vault.remove(name('a'));
    expect(index.secretNames()).toEqual([]);
  });

  it('is told without a prompt: from memory, from the ring, or not at all', async () => {
    const answers: [value: string | null, has: boolean][] = [
      ['yes', true],
      ['no', false],
      ['unknown', true],
      [null, false],
    ];
    for (const [value, expected] of answers) {
      const { vault, index, children } = setup(() => (value === null ? null : done(value)));
      expect(await vault.has(name('a'))).toBe(false);
      expect(children).toHaveLength(0);
      index.noteSecret('sts-session', 'a', 'os-keychain');
      expect(await vault.has(name('a'))).toBe(expected);
    }
    const { vault } = setup(absent);
    await vault.set(name('a'), 's');
    expect([await vault.has(name('a')), await vault.has(name('b')), await vault.has(name(''))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('a keychain that came back takes over from memory', async () => {
    let there = false;
    const { vault, index } = setup((request) =>
      there ? done(request.op === 'get' ? 'from the ring' : null) : absent(request),
    );
    await vault.set(name('a'), 'old');
    there = true;
    expect(await vault.get(name('a'))).toBe('old');
    expect(await vault.set(name('a'), 'new')).toBe('os-keychain');
    expect(index.secretNames()).toEqual([{ kind: 'sts-session', id: 'a', tier: 'os-keychain' }]);
    expect(await vault.get(name('a'))).toBe('from the ring');
  });

  const refusals: [error: Fault, noted: boolean][] = [
    [new Fault('vault.locked', {}), false],
    [new Fault('vault.noAnswer', { seconds: 1 }), true],
    [new Fault('vault.failed', { detail: '' }), true],
  ];
  it.each(refusals)('%s never falls back to memory', async (error, noted) => {
    const { vault, index } = setup(() => fault(error));
    await expect(vault.set(name('a'), 's')).rejects.toMatchObject({ code: error.code });
    await expect(vault.get(name('a'))).rejects.toMatchObject({ code: error.code });
    await expect(vault.remove(name('a'))).rejects.toMatchObject({ code: error.code });
    expect(index.secretNames().length > 0).toBe(noted);
  });
});

describe('what is refused unasked', () => {
  it.each(['', '\ud800', 'x'.repeat(201)])('the name %j', async (id) => {
    const { vault } = setup(() => done(null));
    await expect(vault.get(name(id))).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('a secret that is too long, with what was there before left alone', async () => {
    const { vault, index, children } = setup(() => done(null));
    await expect(vault.set(name('a'), '字'.repeat(longestSecret / 3 + 1))).rejects.toMatchObject({
      code: 'vault.tooLarge',
      params: { name: 'a', bytes: expect.any(Number) },
    });
    expect([index.secretNames(), children]).toEqual([[], []]);
  });
});

describe('items', () => {
  it('are what the ring and memory have, parts folded into their item', async () => {
    let there = false;
    const { vault } = setup((request) =>
      there && request.op === 'list'
        ? done(JSON.stringify(['sts-session/b#a1', 'sts-session/a', 'somebody else', 'portal-token/p']))
        : absent(request),
    );
    await vault.set(name('a'), 's');
    expect(await vault.items()).toEqual([{ ...name('a'), tier: 'memory' }]);
    there = true;
    expect(await vault.items()).toEqual([
      { kind: 'portal-token', id: 'p', tier: 'os-keychain' },
      { ...name('a'), tier: 'memory' },
      { ...name('b'), tier: 'os-keychain' },
    ]);
  });

  it('of a locked ring are not none', async () => {
    const { vault } = setup(() => fault(new Fault('vault.locked', {})));
    await expect(vault.items()).rejects.toMatchObject({ code: 'vault.locked' });
  });
});

describe('probe', () => {
  /** A ring of canaries that does `odd` to the nth request (from 1) of an operation. */
  function ring(odd: { op: string; reply: Omit<Answer, 'id'> | null } | null) {
    const items = new Map<string, string>();
    let strange = odd;
    const reply: Reply = (request) => {
      if (request.op === 'state') return done('ready');
      if (request.op === 'list' || request.op === 'has' || !request.canary)
        return fault(new Fault('internal', { detail: 'not a canary' }));
      if (request.op === strange?.op) {
        const { reply: answer } = strange;
        strange = null;
        // What falls silent may have done it.
        if (answer === null && request.op === 'set') items.set(request.account, request.secret);
        return answer;
      }
      if (request.op === 'set') items.set(request.account, request.secret);
      if (request.op === 'get') return done(items.get(request.account) ?? null);
      if (request.op === 'remove') items.delete(request.account);
      return done(null);
    };
    return { items, reply };
  }
  const steps = (write: boolean, read: boolean, remove: boolean) => ({ write, read, remove });
  const cases: [what: string, odd: Parameters<typeof ring>[0], reason: string, told: object, left: number][] =
    [
      ['all goes well', null, 'ready', steps(true, true, true), 0],
      ['another value is read', { op: 'get', reply: done('x') }, 'failed', steps(true, false, false), 0],
      ['nothing is kept', { op: 'get', reply: done(null) }, 'failed', steps(true, false, false), 0],
      ['it stays', { op: 'remove', reply: done(null) }, 'failed', steps(true, true, false), 1],
      ...(
        [
          ['vault.absent', { detail: '' }, 'absent'],
          ['vault.locked', {}, 'locked'],
          ['vault.denied', { detail: '' }, 'denied'],
          ['vault.failed', { detail: '' }, 'failed'],
        ] as const
      ).map(([code, params, reason]): (typeof cases)[number] => [
        `writing is ${code}`,
        { op: 'set', reply: fault(new Fault(code, params as never)) },
        reason,
        steps(false, false, false),
        0,
      ]),
      ['writing is silent', { op: 'set', reply: null }, 'blocked', steps(false, false, false), 1],
      ['reading is silent', { op: 'get', reply: null }, 'blocked', steps(true, false, false), 1],
    ];
  it.each(cases)('%s', async (_what, odd, reason, told, left) => {
    const { items, reply } = ring(odd);
    const { vault, index } = setup(reply, { callMs: 20 });
    const { milliseconds, ...probe } = await vault.probe();
    expect(probe).toEqual({ tier: reason === 'absent' ? 'memory' : 'os-keychain', reason, steps: told });
    expect(milliseconds).toBeGreaterThan(0);
    expect(items.size).toBe(left);
    // The next look at a keychain that is ready again removes what stayed.
    expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'ready' });
    await expect.poll(() => items.size).toBe(0);
    expect(index.secretNames()).toEqual([]);
  });
});
