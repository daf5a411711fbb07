/** Sign-ins by the main rules that AWS refuses, and session names that two people share. */
import { now } from '../plan.ts';
import type { Mapping, PlantedSignIn } from '../types.ts';
import { isOfLab, opens } from './mappings.ts';
import { text } from './world.ts';
import type { World, WorldObject } from './world.ts';

/** `SessionDuration` of the main rules. */
const asked = 28_800;
const epoch = 11_644_473_600_000;

/** Whoever cannot sign in is refused anyway; services and the system do not come by claims. */
function comes(object: WorldObject): boolean {
  const expires = text(object, 'accountExpires');
  const ends = ['', '0', '9223372036854775807'].includes(expires)
    ? null
    : Number(BigInt(expires) / 10_000n) - epoch;
  return (
    object.isUser &&
    (Number(text(object, 'userAccountControl')) & 2) === 0 &&
    (ends === null || ends >= now) &&
    text(object, 'servicePrincipalName') === '' &&
    text(object, 'isCriticalSystemObject') === ''
  );
}

export function signIns(world: World, mapped: readonly Mapping[]): PlantedSignIn[] {
  const open = mapped.filter(
    (mapping) => mapping.mechanism === 'saml' && !isOfLab(mapping) && opens(world, mapping),
  );
  const roles = world.roles.filter(
    (role) => open.some(({ roleArn }) => roleArn === role.arn) && role.maxSessionDuration! < asked,
  );
  const people = [...new Set(open.flatMap(({ arriving }) => arriving))].filter((dn) =>
    comes(world.byDn.get(dn)!),
  );
  const byMail = Map.groupBy(people, (dn) => text(world.byDn.get(dn)!, 'mail').toLowerCase());
  return [
    ...roles.map(({ arn }) => ({ kind: 'durationOverMaximum' as const, subject: arn })),
    ...(byMail.get('') ?? []).map((dn) => ({ kind: 'sessionNameMissing' as const, subject: dn })),
    ...[...byMail]
      .filter(([mail, dns]) => mail !== '' && dns.length > 1)
      .flatMap(([, dns]) => dns.map((dn) => ({ kind: 'sessionNameShared' as const, subject: dn }))),
  ];
}
