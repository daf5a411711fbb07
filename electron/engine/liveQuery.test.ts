/** Live queries: a saved one asked of a server, and one that is given up while the server still answers. */
import { expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import type { Profile } from '#contract/profiles.ts';
import type { SavedQuery } from '#contract/queries.ts';
import type { DirectoryConnection, ReadLdap, SearchRequest } from '#ldap/api.ts';
import type { Engine } from './engine.ts';
import { Live } from './live.ts';
import type { Profiles } from './profiles.ts';
import { liveQuery, saveQuery } from './queries.ts';

const where = { host: 'h', port: 636 };
const profiles = {
  at: (id: string) => ({ id, connection: {} }) as Profile,
  password: async () => 'x',
} as unknown as Profiles;

/** A server whose first page comes, and whose next one waits until it is given up. */
function engineOf(pages: 'one' | 'endless') {
  const asked: SearchRequest[] = [];
  const seen = { givenUp: 0, dialled: 0 };
  const page = [{ dn: 'CN=a,DC=x', attributes: { objectClass: ['user'], cn: ['a'], mail: ['a@x'] } }];
  const connection: DirectoryConnection = {
    ...where,
    rootDse: async () => ({ defaultNamingContext: ['DC=x'], namingContexts: ['DC=x'] }),
    search: async () => ({ entries: [], more: false }),
    async *stream(request, signal) {
      asked.push(request);
      if (pages === 'one') return yield page;
      await new Promise((_resolve, reject) => {
        const end = () => {
          seen.givenUp += 1;
          reject(new Fault('job.cancelled', {}));
        };
        if (signal.aborted) end();
        else signal.addEventListener('abort', end, { once: true });
      });
    },
    dirSync: async () => Promise.reject(new Error('not asked')),
    close: async () => {},
  };
  const ldap: ReadLdap = {
    connect: async () => {
      seen.dialled += 1;
      return connection;
    },
    bulk: async () => Promise.reject(new Error('not asked')),
    probe: async () => Promise.reject(new Error('not asked')),
  };
  const kept: SavedQuery[] = [];
  const store = { saveQuery: (query: SavedQuery) => void kept.push(query), queries: () => kept };
  const live = new Live(ldap, profiles);
  return { engine: { live, store } as unknown as Engine, live, asked, seen };
}

it('asks a server for what was saved, with its points in time written out', async () => {
  const { engine, live, asked } = engineOf('one');
  const saved = saveQuery(engine, {
    id: null,
    name: 'lately',
    filter: '(whenCreated>={now-1d:generalizedTime})',
    base: null,
    scope: 'sub',
    columns: ['mail'],
    sort: null,
  });
  const { filter, scope, columns } = saved;
  const answer = await liveQuery(engine, {
    profileId: 'p',
    base: null,
    scope,
    filter,
    attributes: [...columns],
    cursor: null,
  });
  expect(answer.rows.map(({ row, cells }) => [row.dn, cells[0]?.decoded[0]?.text])).toEqual([
    ['CN=a,DC=x', 'a@x'],
  ]);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ base: 'DC=x', scope: 'sub' });
  expect(asked[0]!.filter).toMatch(/^\(whenCreated>=\d{14}\.0Z\)$/);
  expect(asked[0]!.attributes).toContain('mail');
  await live.close();
});

it('is given up while the server still answers, and the next one is asked', async () => {
  const { engine, live, seen, asked } = engineOf('endless');
  const input = {
    profileId: 'p',
    base: 'DC=x',
    scope: 'sub',
    filter: '(cn=*)',
    attributes: [],
    cursor: null,
  } as const;
  for (const nth of [1, 2]) {
    const abort = new AbortController();
    const running = liveQuery(engine, { ...input, attributes: [] }, abort.signal);
    while (asked.length < nth) await new Promise((resolve) => setTimeout(resolve, 1));
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(seen.givenUp).toBe(nth);
  }
  await live.close();
});
