import { expect, it } from 'vitest';
import type { DescriptorTable } from '#workspace/answers.ts';
import { Judged } from './judged.ts';

it('makes groups in units, containers and domains, and not in what AD lets hold none', () => {
  const objects = [
    ['domainDNS', 'domain', true],
    ['organizationalUnit', 'organizationalUnit', true],
    ['container', 'container', true],
    ['builtinDomain', 'container', true],
    ['dnsZone', 'container', false],
    ['lostAndFound', 'container', false],
    ['msDS-QuotaContainer', 'container', false],
    ['user', 'user', false],
  ] as const;
  const table = {
    objectIds: objects.map((_, i) => i + 1),
    parents: objects.map(() => 0),
    kinds: objects.map(([, kind]) => kind),
    classes: objects.map(([name]) => name),
    classOf: objects.map((_, i) => i),
    descriptor: objects.map(() => -1),
    values: [],
  } as unknown as DescriptorTable;
  const held = new Judged(table).positions('holders').map((at) => objects[at]![0]);
  expect(held).toEqual(objects.filter(([, , holds]) => holds).map(([name]) => name));
});
