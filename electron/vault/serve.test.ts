import { describe, expect, it } from 'vitest';
import { Fault } from '../contract/faults.ts';
import type { Keytar } from './keytarAdapter.ts';
import { NoNativeModule } from './keytarAdapter.ts';
import type { Request } from './messages.ts';
import type { RingState } from './ringState.ts';
import { canaryService } from './canary.ts';
import { serve } from './serve.ts';

/** keytar over a map; `broken` makes every call reject with its text. */
function mapKeytar(broken: { text: string | null } = { text: null }) {
  const items = new Map<string, string>();
  const key = (service: string, account: string) => `${service}|${account}`;
  const step = <T>(value: () => T): Promise<T> =>
    broken.text === null ? Promise.resolve(value()) : Promise.reject(new Error(broken.text));
  const keytar: Keytar = {
    getPassword: (service, account) => step(() => items.get(key(service, account)) ?? null),
    setPassword: (service, account, password) => step(() => void items.set(key(service, account), password)),
    deletePassword: (service, account) => step(() => items.delete(key(service, account))),
    findCredentials: (service) =>
      step(() =>
        [...items]
          .filter(([name]) => name.startsWith(`${service}|`))
          .map(([name, password]) => ({ account: name.slice(service.length + 1), password })),
      ),
  };
  return { keytar, items, broken };
}

type Setting = {
  states: RingState[];
  text?: string;
  platform?: NodeJS.Platform;
  load?: () => Promise<Keytar>;
  /** As the bus lists them; null = only keytar can. */
  listed?: string[];
};
/** Serves one request; the ring is seen in these states one after the other (the last one stays). */
async function served(request: Request, { states, text, platform = 'linux', load, listed }: Setting) {
  const { keytar, items } = mapKeytar({ text: text ?? null });
  const left = [...states];
  const look = () => Promise.resolve(left.length > 1 ? left.shift()! : left[0]!);
  let prompting = 0;
  const answer = await serve(
    {
      load: load ?? (() => Promise.resolve(keytar)),
      look,
      accounts: () => Promise.resolve(listed ?? null),
      platform,
      lookSeconds: 3,
    },
    request,
    () => prompting++,
  ).catch((error: unknown) => error);
  return { answer, prompting, items };
}

const open: RingState = { kind: 'open' };
const locked: RingState = { kind: 'locked' };
const unknown: RingState = { kind: 'unknown' };
const silent: RingState = { kind: 'silent' };
const denied: RingState = { kind: 'denied', detail: 'not ours' };
const absent: RingState = { kind: 'absent', detail: 'no bus' };
const noModule = () => Promise.reject(new NoNativeModule());

const get: Request = { id: 1, op: 'get', account: 'a', name: 'n' };
const set: Request = { id: 1, op: 'set', account: 'a', name: 'n', secret: 's' };
const remove: Request = { id: 1, op: 'remove', account: 'a', name: 'n' };
const state: Request = { id: 1, op: 'state' };

describe('state', () => {
  const cases: [what: string, setting: Setting, reason: string][] = [
    ['an open ring', { states: [open] }, 'ready'],
    ['a locked ring', { states: [locked] }, 'locked'],
    ['a ring not made yet', { states: [{ kind: 'noCollection' }] }, 'locked'],
    ['a silent ring', { states: [silent] }, 'blocked'],
    ['no ring', { states: [absent] }, 'absent'],
    ['a ring that does not let us in', { states: [denied] }, 'denied'],
    [
      'a ring that lets us look alone',
      { states: [open], text: 'Rejected send message, 1 matched rules' },
      'denied',
    ],
    [
      'macOS, refused',
      { states: [unknown], platform: 'darwin', text: 'User canceled the operation.' },
      'denied',
    ],
    ['no native module', { states: [open], load: noModule }, 'absent'],
    ['an open ring that fails', { states: [open], text: 'disk full' }, 'failed'],
    ['macOS', { states: [unknown], platform: 'darwin' }, 'ready'],
    [
      'macOS, locked',
      { states: [unknown], platform: 'darwin', text: 'User interaction is not allowed.' },
      'locked',
    ],
    ['Windows', { states: [unknown], platform: 'win32' }, 'ready'],
  ];
  it.each(cases)('%s', async (_what, setting, reason) => {
    expect(await served(state, setting)).toMatchObject({ answer: reason, prompting: 0, items: new Map() });
  });

  it('clears canaries that a killed process left, and no younger ones', async () => {
    const { keytar, items } = mapKeytar();
    const young = `check-${Date.now() - 1000}-x`;
    for (const account of [`check-${Date.now() - 3_600_000}-x`, 'strange', young])
      await keytar.setPassword(canaryService, account, 'x');
    const parts = {
      load: () => Promise.resolve(keytar),
      look: () => Promise.resolve(open),
      accounts: () => Promise.resolve(null),
      platform: 'linux' as const,
      lookSeconds: 3,
    };
    expect(await serve(parts, state, () => undefined)).toBe('ready');
    expect([...items]).toEqual([[`${canaryService}|${young}`, 'x']]);
  });
});

describe('has', () => {
  const has: Request = { id: 1, op: 'has', account: 'a', name: 'n' };
  const cases: [what: string, setting: Setting, answer: string][] = [
    ['an open ring without it', { states: [open] }, 'no'],
    ['a locked ring', { states: [locked], text: 'would prompt' }, 'no'],
    ['a silent ring', { states: [silent], text: 'would hang' }, 'no'],
    ['no ring', { states: [absent] }, 'no'],
    ['a ring that fails', { states: [open], text: 'disk full' }, 'no'],
    ['macOS', { states: [unknown], platform: 'darwin', text: 'might prompt' }, 'unknown'],
    ['Windows', { states: [unknown], platform: 'win32' }, 'no'],
  ];
  it.each(cases)('%s', async (_what, setting, answer) => {
    expect(await served(has, setting)).toMatchObject({ answer, prompting: 0 });
  });
});

describe('work', () => {
  const cases: [what: string, request: Request, setting: Setting, code: string | null, prompting: number][] =
    [
      ['none', get, { states: [open] }, null, 0],
      ['absent', set, { states: [absent] }, 'vault.absent', 0],
      ['silent', get, { states: [silent] }, 'vault.noAnswer', 0],
      ['no native module', get, { states: [open], load: noModule }, 'vault.absent', 0],
      ['locked: null means nothing', get, { states: [locked] }, 'vault.locked', 1],
      ['locked: a removal removed nothing', remove, { states: [locked] }, 'vault.locked', 1],
      ['unlocked by its prompt', get, { states: [locked, open] }, null, 1],
      ['locked behind our back', get, { states: [open, locked] }, 'vault.locked', 0],
      ['locked while writing', set, { states: [open, locked], text: 'some text' }, 'vault.locked', 0],
      [
        'the prompt was closed',
        set,
        { states: [locked], text: 'Cannot create an item in a locked collection' },
        'vault.locked',
        1,
      ],
      [
        'gone while working',
        get,
        { states: [open, absent], text: 'The connection is closed' },
        'vault.absent',
        0,
      ],
      ['another error', set, { states: [open], text: 'x'.repeat(500) }, 'vault.failed', 0],
      ['closed to us', get, { states: [denied] }, 'vault.denied', 0],
      [
        'open, and closed to writing',
        set,
        { states: [open], text: 'Rejected send message' },
        'vault.denied',
        0,
      ],
      [
        'macOS: the password was wrong, or access was denied',
        get,
        {
          states: [unknown],
          platform: 'darwin',
          text: 'The user name or passphrase you entered is not correct.',
        },
        'vault.denied',
        1,
      ],
      [
        'macOS: no prompt may be shown',
        get,
        { states: [unknown], platform: 'darwin', text: 'User interaction is not allowed.' },
        'vault.locked',
        1,
      ],
      [
        'too long for Windows',
        set,
        { states: [unknown], platform: 'win32', text: 'The stub received bad data.' },
        'vault.tooLarge',
        0,
      ],
      ['silent while working', set, { states: [open, silent], text: 'x' }, 'vault.noAnswer', 0],
      ['macOS may ask', set, { states: [unknown], platform: 'darwin' }, null, 1],
      ['Windows never asks', set, { states: [unknown], platform: 'win32' }, null, 0],
    ];
  it.each(cases)('%s', async (_what, request, setting, code, prompting) => {
    const result = await served(request, setting);
    expect(result.prompting).toBe(prompting);
    if (code === null) expect(result.answer).toBeNull();
    else expect(result.answer).toMatchObject({ code });
    if (result.answer instanceof Fault) expect(JSON.stringify(result.answer.params).length).toBeLessThan(250);
  });

  it('a removal takes the parts beyond a hole, and no others', async () => {
    const { keytar, items } = mapKeytar();
    for (const account of ['a', 'a#a1', 'a#a3', 'a#b7', 'ab#a1'])
      await keytar.setPassword('Treeline', account, 'x');
    const parts = {
      load: () => Promise.resolve(keytar),
      look: () => Promise.resolve(open),
      accounts: () => Promise.resolve([...items.keys()].map((key) => key.slice('Treeline|'.length))),
      platform: 'linux' as const,
      lookSeconds: 3,
    };
    await serve(parts, remove, () => undefined);
    expect([...items.keys()]).toEqual(['Treeline|ab#a1']);
  });

  it('keeps canaries apart from secrets', async () => {
    const { items } = await served({ ...set, canary: true }, { states: [open] });
    expect([...items.keys()]).toEqual([`${canaryService}|a`]);
  });

  it('asks again when another process took the item from under the call', async () => {
    const { keytar, broken } = mapKeytar({
      text: 'No such interface “org.freedesktop.Secret.Item” on object at path /x',
    });
    setTimeout(() => (broken.text = null), 5);
    const parts = {
      load: () => Promise.resolve(keytar),
      look: () => Promise.resolve(open),
      accounts: () => Promise.resolve(null),
      platform: 'linux' as const,
      lookSeconds: 3,
    };
    expect(await serve(parts, set, () => undefined)).toBeNull();
    expect(await serve(parts, get, () => undefined)).toBe('s');
  });
});

describe('list', () => {
  const list: Request = { id: 1, op: 'list' };
  const cases: [what: string, setting: Setting, answer: unknown, prompting: number][] = [
    ['an open ring', { states: [open], listed: ['a', 'b'] }, '["a","b"]', 0],
    ['a ring not made yet', { states: [{ kind: 'noCollection' }], listed: ['a'] }, '[]', 0],
    ['a locked ring', { states: [locked], listed: ['a'] }, { code: 'vault.locked' }, 0],
    ['a silent ring', { states: [silent] }, { code: 'vault.noAnswer' }, 0],
    ['a ring closed to us', { states: [denied] }, { code: 'vault.denied' }, 0],
    ['no ring', { states: [absent] }, { code: 'vault.absent' }, 0],
    ['macOS', { states: [unknown], platform: 'darwin' }, '[]', 1],
    ['Windows', { states: [unknown], platform: 'win32' }, '[]', 0],
    ['Windows, failing', { states: [unknown], platform: 'win32', text: 'x' }, { code: 'vault.failed' }, 0],
  ];
  it.each(cases)('%s', async (_what, setting, answer, prompting) => {
    expect(await served(list, setting)).toMatchObject({ answer, prompting });
  });

  it('of keytar’s answer, names alone leave the child', async () => {
    const { keytar } = mapKeytar();
    await keytar.setPassword('Treeline', 'sts-session/a', 'hunter2');
    const parts = {
      load: () => Promise.resolve(keytar),
      look: () => Promise.resolve(unknown),
      accounts: () => Promise.resolve(null),
      platform: 'win32' as const,
      lookSeconds: 3,
    };
    expect(await serve(parts, list, () => undefined)).toBe('["sts-session/a"]');
  });
});
