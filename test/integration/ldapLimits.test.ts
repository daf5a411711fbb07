/** What AD limits and Samba does not: pages, ranges, sizes; against a server of ours that keeps the limits. */
import { afterEach, describe, expect, it } from 'vitest';
import { valuesOf } from '#domain/directory/values.ts';
import { createLdap } from '#ldap/createLdap.ts';
import { startAdServer, type AdBehaviour, type AdEntry, type AdServer } from '../lab/adServer.ts';
import { all, faultOf, toLocal } from './ldapSupport.ts';

const base = 'DC=big,DC=example';
const never = new AbortController().signal;
let server: AdServer;
afterEach(() => server?.close());

const memberNames = (count: number): string[] => Array.from({ length: count }, (_, i) => `CN=m${i},${base}`);
const group = (name: string, count: number): AdEntry => ({
  dn: `CN=${name},${base}`,
  attributes: { objectClass: ['top', 'group'], cn: [name], uSNChanged: ['1000'], member: memberNames(count) },
});
const users = (count: number): AdEntry[] =>
  Array.from({ length: count }, (_, i) => ({
    dn: `CN=u${i},${base}`,
    attributes: { objectClass: ['user'], cn: [`u${i}`] },
  }));

async function open(entries: readonly AdEntry[], behaviour: AdBehaviour = {}, pageSize = 1000) {
  server = await startAdServer(entries, behaviour);
  return createLdap().connect(toLocal(server.port, { pageSize }), null);
}
const everything = { base, scope: 'sub', filter: '(objectClass=*)', attributes: ['*'] } as const;

describe('ranged attributes', () => {
  it.each([0, 1, 1499, 1500, 1501, 3000, 3001, 10_000])(
    'are followed to the end: %i values',
    async (count) => {
      const directory = await open([group('g', count)]);
      const [entry] = await all(directory.stream(everything, never));
      expect(valuesOf(entry!, 'member')).toEqual(memberNames(count));
      // Under the plain name, and no piece of it left.
      expect(Object.keys(entry!.attributes).sort()).toEqual(['cn', 'member', 'objectClass', 'uSNChanged']);
      expect(server.searches).toHaveLength(Math.max(1, Math.ceil(count / 1500)));
      await directory.close();
    },
  );

  it('are followed in a search too, whatever attribute it is and however it was spelled', async () => {
    const spns = Array.from({ length: 4000 }, (_, i) => `HOST/h${i}`);
    const directory = await open([
      {
        dn: `CN=c,${base}`,
        attributes: { objectClass: ['computer'], servicePrincipalName: spns, cn: ['c'] },
      },
    ]);
    const { entries } = await directory.search({
      ...everything,
      base: `CN=c,${base}`,
      scope: 'base',
      attributes: ['serviceprincipalname'],
    });
    expect(entries[0]!.attributes).toEqual({ servicePrincipalName: spns });
    await directory.close();
  });

  it('of several groups in one page', async () => {
    const directory = await open([group('a', 2000), group('b', 3), group('c', 5000)], {}, 10);
    const entries = await all(directory.stream(everything, never));
    expect(entries.map((entry) => valuesOf(entry, 'member').length)).toEqual([2000, 3, 5000]);
    await directory.close();
  });

  it.each([
    ['with its stamp', ['*']],
    ['without its stamp', ['member']],
  ])('of a group that changes between two pieces are read again: %s', async (_, attributes) => {
    const changing = group('g', 6000);
    let changed = false;
    const directory = await open([changing], {
      onSearch: (search) => {
        if (changed || !search.attributes.includes('member;range=4500-*')) return;
        changed = true;
        // The first member goes: everything behind it moves up, and a reader that went on would miss one.
        changing.attributes = {
          ...changing.attributes,
          uSNChanged: ['1001'],
          member: memberNames(6000).slice(1),
        };
      },
    });
    const [entry] = await all(directory.stream({ ...everything, attributes }, never));
    expect(changed).toBe(true);
    expect(valuesOf(entry!, 'member')).toEqual(memberNames(6000).slice(1));
    await directory.close();
  });

  it('of a group that shrinks below the next piece', async () => {
    const changing = group('g', 3200);
    const directory = await open([changing], {
      onSearch: (search) => {
        if (search.attributes.includes('member;range=1500-*'))
          changing.attributes = { ...changing.attributes, uSNChanged: ['1001'], member: memberNames(10) };
      },
    });
    const [entry] = await all(directory.stream(everything, never));
    expect(valuesOf(entry!, 'member')).toEqual(memberNames(10));
    await directory.close();
  });

  it('of a group that changes all the time come to an end', async () => {
    const changing = group('g', 4000);
    let usn = 1000;
    const directory = await open([changing], {
      onSearch: () => {
        usn += 1;
        changing.attributes = { ...changing.attributes, uSNChanged: [String(usn)] };
      },
    });
    const [entry] = await all(directory.stream(everything, never));
    expect(valuesOf(entry!, 'member')).toEqual(memberNames(4000));
    expect(server.searches.length).toBeLessThan(20);
    await directory.close();
  });

  it('of a group that is deleted meanwhile: it is not there', async () => {
    const entries = [group('a', 10), group('gone', 4000), group('z', 10)];
    const directory = await open(entries, {
      onSearch: (search) => {
        if (search.attributes.includes('member;range=1500-*')) entries.splice(1, 1);
      },
    });
    const read = await all(directory.stream(everything, never));
    expect(read.map((entry) => entry.dn)).toEqual([`CN=a,${base}`, `CN=z,${base}`]);
    await directory.close();
  });
});

describe('pages', () => {
  it.each([
    [100, 1000, 1],
    [1000, 1000, 1],
    [1001, 1000, 2],
    [2500, 100, 25],
    // A larger page than the server allows is quietly cut.
    [2500, 5000, 3],
  ])('%i entries by %i: %i pages', async (count, pageSize, pages) => {
    const directory = await open(users(count), {}, pageSize);
    const sizes: number[] = [];
    for await (const page of directory.stream(everything, never)) sizes.push(page.length);
    expect(sizes).toHaveLength(pages);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
    await directory.close();
  });

  it('that come empty do not end the reading', async () => {
    const directory = await open(users(350), { emptyPages: true }, 100);
    expect(await all(directory.stream(everything, never))).toHaveLength(350);
    expect((await directory.search(everything)).entries).toHaveLength(350);
    await directory.close();
  });

  it('are asked for one ahead, and no further', async () => {
    const directory = await open(users(1000), {}, 100);
    for await (const page of directory.stream(everything, never)) {
      expect(page).toHaveLength(100);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(server.searches).toHaveLength(2);
      break;
    }
    await directory.close();
  });

  it('stop at a limit', async () => {
    const directory = await open(users(1000), {}, 100);
    expect(await all(directory.stream({ ...everything, limit: 250 }, never))).toHaveLength(250);
    const answer = await directory.search({ ...everything, limit: 250 });
    expect([answer.entries.length, answer.more]).toEqual([250, true]);
    await directory.close();
  });

  it('end with the references, which are told and not followed', async () => {
    const references = [
      'ldap://child.big.example/DC=child,DC=big,DC=example',
      'ldap://big.example/CN=Configuration,DC=big,DC=example',
    ];
    const directory = await open(users(150), { references }, 100);
    const told: string[] = [];
    expect(await all(directory.stream(everything, never, (uri) => told.push(uri)))).toHaveLength(150);
    expect(told).toEqual(references);
    await directory.close();
  });
});

it('asks for security descriptors without the part that nobody may read', async () => {
  const directory = await open(users(1));
  await directory.search({ ...everything, attributes: ['cn', 'NTsecurityDescriptor'] });
  await directory.search(everything);
  // SD_FLAGS with the value SEQUENCE { INTEGER 7 } (MS-ADTS, LDAP_SERVER_SD_FLAGS_OID), when descriptors are asked for and only then.
  const control = Buffer.concat([
    Buffer.from('1.2.840.113556.1.4.801'),
    Buffer.from('04053003020107', 'hex'),
  ]);
  expect(server.rawSearches.map((bytes) => bytes.includes(control))).toEqual([true, false]);
  await directory.close();
});

it('gives the server a little less time than itself', async () => {
  server = await startAdServer(users(1));
  const directory = await createLdap().connect(toLocal(server.port, { timeoutSeconds: 30 }), null);
  await directory.search(everything);
  expect(server.searches[0]!.timeLimit).toBe(29);
  await directory.close();
});

it('keeps names that a program might trip over', async () => {
  const directory = await open([
    {
      dn: `CN=x,${base}`,
      attributes: {
        ['__proto__']: [],
        objectClass: ['x'],
        constructor: ['a'],
        toString: [Buffer.from([0xff, 0xfe])],
      },
    },
  ]);
  const [entry] = await all(directory.stream(everything, never));
  expect(Object.getPrototypeOf(entry!.attributes)).toBe(Object.prototype);
  expect(Object.hasOwn(entry!.attributes, '__proto__')).toBe(true);
  expect(entry!.attributes['constructor']).toEqual(['a']);
  expect(entry!.attributes['toString']).toEqual([new Uint8Array([0xff, 0xfe])]);
  await directory.close();
});

it('says by which operations it spoke, all its life', async () => {
  const directory = await open([group('g', 2000), ...users(300)], { failWith: null }, 100);
  await directory.rootDse().catch(() => null);
  await all(directory.stream(everything, never));
  const cancel = new AbortController();
  const reading = all(directory.stream(everything, cancel.signal));
  // Once the search has left, and long before its last page.
  setImmediate(() => cancel.abort());
  expect((await faultOf(reading)).code).toBe('job.cancelled');
  await directory.close();
  await new Promise((resolve) => setTimeout(resolve, 50));
  // Bind, search, abandon, unbind: RFC 4511's numbers for everything else are missing.
  expect([...new Set(server.operations)].sort()).toEqual([0x42, 0x50, 0x60, 0x63]);
});
