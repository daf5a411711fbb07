import { expect, it } from 'vitest';
import { linkUntilAttribute } from '#domain/directory/ttlLink.ts';
import { EntryPacker } from '#packed/pack.ts';
import { decodePage, takeNames } from '#packed/readPacked.ts';
import { TimedLinks } from './timedLinks.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

it('lets pages pass as they are, and takes apart the one that holds a time to live', () => {
  const packer = new EntryPacker();
  const timed = new TimedLinks(() => now);
  const names: string[] = [];
  const pages = [
    [{ dn: 'CN=a', attributes: { cn: ['a'] } }],
    [
      { dn: 'CN=g', attributes: { cn: ['g'], member: ['CN=b', '<TTL=60,CN=a>'] } },
      { dn: 'CN=b', attributes: { sn: ['b'] } },
    ],
    [{ dn: 'CN=c', attributes: { sn: ['c'], cn: ['c'] } }],
  ];
  const kept = [];
  for (const entries of pages) {
    const packed = packer.pack(entries);
    const { page, entries: apart } = timed.page(packed);
    takeNames(names, page);
    kept.push({ whole: page === packed, entries: [...decodePage(page, names), ...apart] });
  }
  // The names of the page that was taken apart are still of the stream: the next page is read by them.
  expect(kept).toEqual([
    { whole: true, entries: pages[0] },
    {
      whole: false,
      entries: [
        {
          dn: 'CN=g',
          attributes: {
            cn: ['g'],
            member: ['CN=b', 'CN=a'],
            [linkUntilAttribute]: ['member 2026-11-20T12:01:00Z CN=a'],
          },
        },
        { dn: 'CN=b', attributes: { sn: ['b'] } },
      ],
    },
    { whole: true, entries: pages[2] },
  ]);
});
