import { describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { describing } from './described.ts';
import type { Ask } from './described.ts';
import { otherAttributes } from './entries.ts';

/** A service that refuses these; `says` names them or does not. */
function serviceThat(refuses: readonly string[], says: (bad: readonly string[]) => string) {
  const calls: (readonly string[])[] = [];
  const ask = (async (_operation: string, input: { OtherAttributes?: readonly string[] }) => {
    const wanted = input.OtherAttributes ?? [];
    calls.push(wanted);
    const bad = wanted.filter((one) => refuses.includes(one));
    await Promise.resolve();
    if (bad.length > 0)
      throw new Fault('aws.directoryDataRefused', {
        directoryId: 'd-9067000000',
        reason: 'INVALID_ATTRIBUTE_NAME',
        detail: says(bad),
      });
    return {
      SAMAccountName: 'ana',
      OtherAttributes: Object.fromEntries(wanted.map((one) => [one, { S: 'x' }])),
    };
  }) as unknown as Ask;
  const told: string[] = [];
  return { calls, told, describeOne: describing(ask, (attribute) => told.push(attribute)) };
}
const user = otherAttributes.user;
const without = (...names: readonly string[]) => user.filter((one) => !names.includes(one));

describe('an attribute that the service refuses', () => {
  it.each([
    ['by its name', (bad: readonly string[]) => `Attribute ${bad.join(', ')} is not valid.`, 2],
    [
      'by its name in other letters',
      (bad: readonly string[]) => `not valid: '${bad.join("','").toUpperCase()}'`,
      2,
    ],
    ['without a name', () => 'An attribute is not valid.', 2 + user.length],
  ])('%s is left out, and told once', async (_, says, calls) => {
    const service = serviceThat(['manager', 'title'], says);
    const first = await service.describeOne('DescribeUser', 'ana');
    expect(Object.keys(first.OtherAttributes!)).toEqual(without('manager', 'title'));
    expect(service.calls).toHaveLength(calls);
    expect(service.told).toEqual(['manager', 'title']);
    await service.describeOne('DescribeUser', 'bo');
    expect(service.calls.at(-1)).toEqual(without('manager', 'title'));
    expect(service.calls).toHaveLength(calls + 1);
  });

  it('is told once of several that are asked at the same time, and asked of groups still', async () => {
    const service = serviceThat(['description'], (bad) => bad.join());
    await Promise.all(['a', 'b', 'c'].map((name) => service.describeOne('DescribeUser', name)));
    expect(service.told).toEqual(['description']);
    await service.describeOne('DescribeGroup', 'g');
    expect(service.told).toEqual(['description', 'description']);
  });

  it('leaves nothing to ask for where all are refused', async () => {
    const service = serviceThat(user, () => '');
    await service.describeOne('DescribeUser', 'ana');
    expect([service.calls.at(-1), service.told]).toEqual([[], [...user]]);
  });
});

it('leaves any other refusal as it is', async () => {
  const fault = new Fault('aws.directoryDataRefused', {
    directoryId: 'd-1',
    reason: 'INVALID_REALM',
    detail: '',
  });
  const describeOne = describing((() => Promise.reject(fault)) as Ask, () => expect.unreachable());
  await expect(describeOne('DescribeUser', 'ana')).rejects.toBe(fault);
});
