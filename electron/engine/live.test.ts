import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import type { Profile } from '#contract/profiles.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { DirectoryConnection, ReadLdap } from '#ldap/api.ts';
import { Live } from './live.ts';
import type { Profiles } from './profiles.ts';

const where = { host: 'h', port: 636 };
const lost = () => new Fault('ldap.connectionLost', where);
const entry = (name: string): DirectoryEntry => ({
  dn: `CN=${name},DC=a`,
  attributes: { objectClass: ['top', 'user'], cn: [name], userPassword: ['{SSHA}secret'] },
});

/** A directory of one folder whose pages and failures are told; counts what is dialled, closed and abandoned. */
function directory(pages: readonly (readonly DirectoryEntry[])[]) {
  const seen = { dialled: 0, closed: 0, abandoned: 0, searched: [] as (readonly string[])[] };
  let failure: (() => Error) | null = null;
  const fail = () => {
    const make = failure;
    failure = null;
    if (make) throw make();
  };
  const connection = (): DirectoryConnection => ({
    ...where,
    rootDse: async () => {
      fail();
      return { namingContexts: ['DC=a'] };
    },
    search: async (request) => {
      fail();
      seen.searched.push(request.attributes);
      return { entries: pages.flat().slice(0, request.limit), more: false };
    },
    async *stream(_request, signal) {
      signal.addEventListener('abort', () => (seen.abandoned += 1));
      for (const page of pages) {
        fail();
        yield [...page];
      }
    },
    dirSync: async () => Promise.reject(new Error('not asked')),
    close: async () => void (seen.closed += 1),
  });
  const ldap: ReadLdap = {
    connect: async (_connection, _password, signal) => {
      seen.dialled += 1;
      await delay(1, undefined, { signal });
      fail();
      return connection();
    },
    bulk: async () => Promise.reject(new Error('not asked')),
    probe: async () => Promise.reject(new Error('not asked')),
  };
  return { seen, ldap, failNext: (make: () => Error) => (failure = make) };
}

const profiles = {
  at: (id: string) => ({ id, connection: {} }) as Profile,
  password: async () => 'x',
} as unknown as Profiles;

const pagesOf = (...counts: readonly number[]) =>
  counts.map((count, page) => Array.from({ length: count }, (_, i) => entry(`p${page}e${i}`)));

it('reads a list page by page, at most 1,000 rows an answer, each cursor once', async () => {
  const { ldap, seen } = directory(pagesOf(2500, 3));
  const live = new Live(ldap, profiles);
  const sizes: number[] = [];
  const used: string[] = [];
  let answer = await live.children('p', 'DC=a', null);
  while (answer.cursor !== null) {
    sizes.push(answer.rows.length);
    used.push(answer.cursor);
    answer = await live.children('p', 'DC=a', answer.cursor);
  }
  expect(sizes).toEqual([1000, 1000, 500, 3]);
  for (const cursor of used)
    await expect(live.children('p', 'DC=a', cursor)).rejects.toMatchObject({ code: 'object.notFound' });
  expect(seen.dialled).toBe(1);
  await live.close();
  expect(seen.closed).toBe(1);
});

it('keeps eight unfinished lists, and abandons the oldest beyond', async () => {
  const { ldap, seen } = directory(pagesOf(1, 1, 1));
  const live = new Live(ldap, profiles);
  const cursors: string[] = [];
  for (let list = 0; list < 9; list += 1) cursors.push((await live.children('p', 'DC=a', null)).cursor!);
  expect(seen.abandoned).toBe(1);
  await expect(live.children('p', 'DC=a', cursors[0]!)).rejects.toMatchObject({ code: 'object.notFound' });
  expect((await live.children('p', 'DC=a', cursors[8]!)).rows).toHaveLength(1);
  await live.close();
});

it('dials again, once and unseen, when the server has dropped an idle connection', async () => {
  const { ldap, seen, failNext } = directory(pagesOf(1));
  const live = new Live(ldap, profiles);
  await live.rootDse('p');
  failNext(lost);
  expect((await live.rootDse('p')).namingContexts).toEqual(['DC=a']);
  expect([seen.dialled, seen.closed]).toEqual([2, 1]);
  await live.close();
});

it('does not dial again for a fault that is an answer, nor twice for one that is not', async () => {
  const { ldap, seen, failNext } = directory(pagesOf(1));
  const live = new Live(ldap, profiles);
  failNext(lost);
  await expect(live.rootDse('p')).rejects.toMatchObject({ code: 'ldap.connectionLost' });
  expect(seen.dialled).toBe(1);
  await live.rootDse('p');
  failNext(() => new Fault('ldap.insufficientAccess', { dn: 'DC=a' }));
  await expect(live.object('p', 'DC=a')).rejects.toMatchObject({ code: 'ldap.insufficientAccess' });
  await live.rootDse('p');
  expect(seen.dialled).toBe(2);
  await live.close();
});

it('closes when idle, and not while somebody waits', async () => {
  const { ldap, seen } = directory(pagesOf(1));
  const live = new Live(ldap, profiles, 20);
  const cursor = (await live.children('p', 'DC=a', null)).cursor!;
  await delay(60);
  expect(seen.closed).toBe(1);
  await expect(live.children('p', 'DC=a', cursor)).rejects.toMatchObject({ code: 'object.notFound' });
  await live.rootDse('p');
  expect(seen.dialled).toBe(2);
  await live.close();
});

it('ends the dialling when it is disconnected', async () => {
  const never: ReadLdap = {
    connect: (_connection, _password, signal) =>
      new Promise((_resolve, reject) => {
        signal!.addEventListener('abort', () => reject(new Fault('job.cancelled', {})));
      }),
    bulk: async () => Promise.reject(new Error('not asked')),
    probe: async () => Promise.reject(new Error('not asked')),
  };
  const live = new Live(never, profiles);
  const asked = live.rootDse('p');
  await delay(5);
  await live.disconnect('p');
  await expect(asked).rejects.toMatchObject({ code: 'job.cancelled' });
});

it('hands no secret on', async () => {
  const { ldap } = directory([[entry('x')]]);
  const live = new Live(ldap, profiles);
  const { attributes } = await live.object('p', 'CN=x,DC=a');
  expect(attributes.map(({ name }) => name)).toEqual(['cn', 'objectClass']);
  await live.close();
});
