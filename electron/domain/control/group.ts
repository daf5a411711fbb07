/**
 * Who decides who is in a group (facts/active-directory.md §7): by filling it, by changing who may, by making a group or
 * renaming one so that it bears a name that opens a role.
 */
import type { KnownAce } from '../directory/security/descriptor.ts';
import { fullControl, genericMapping, mapGeneric, rights } from '../directory/security/rights.ts';
import { typeGuids } from '../directory/security/typeNames.ts';
import type { ControlMeans, ControlWay } from './codes.ts';
import { Judge } from './judge.ts';
import type { Held, Wanted } from './judge.ts';
import type { ControlGrant, Place, Principals } from './place.ts';

const member: readonly string[] = [typeGuids.member, typeGuids.membershipSet];
const wanted = {
  everything: { mask: fullControl, about: [] },
  fill: { mask: rights.writeProperty, about: member },
  join: { mask: rights.validatedWrite, about: member },
  writeDacl: { mask: rights.writeDacl, about: [] },
  writeOwner: { mask: rights.writeOwner, about: [] },
  make: { mask: rights.createChild, about: [typeGuids.groupClass] },
  rename: { mask: rights.writeProperty, about: [typeGuids.samAccountName, typeGuids.generalInformationSet] },
  renameCn: { mask: rights.writeProperty, about: [typeGuids.cn, typeGuids.publicInformationSet] },
  renameRdn: { mask: rights.writeProperty, about: [typeGuids.name, typeGuids.publicInformationSet] },
} as const satisfies Record<string, Wanted>;

/** By how much of the group an entry that writes `member` lets be written. */
function fillingWay(ace: KnownAce): ControlWay {
  if (ace.objectType === typeGuids.member) return 'writeMember';
  if (ace.objectType === typeGuids.membershipSet) return 'writeMembershipSet';
  return (mapGeneric(ace.mask) & genericMapping.write) === genericMapping.write ? 'genericWrite' : 'writeAll';
}

const grant = (
  { sid, means, ace, limitedBy }: Held,
  place: Place,
  way: ControlWay,
  by: ControlMeans = means,
): ControlGrant => ({ sid, way, means: by, place, ace, limitedBy });

/** Ways of one trustee; who has full control is not told its parts. */
function waysOf(judge: Judge, sid: string, place: Place): ControlGrant[] {
  const fill = judge.holds(sid, wanted.fill);
  const everything = fill && judge.holds(sid, wanted.everything);
  if (everything) {
    const limitedBy = [...new Set([...everything.limitedBy, ...fill.limitedBy])];
    return [grant({ ...everything, limitedBy }, place, 'genericAll', 'right')];
  }
  const found: ControlGrant[] = [];
  const join = fill ? null : judge.holds(sid, wanted.join);
  if (fill) found.push(grant(fill, place, fill.ace ? fillingWay(fill.ace) : 'writeAll'));
  if (join) found.push(grant(join, place, 'selfMembership'));
  // Who may not fill the group because of a deny entry, and may take that entry away, is told both.
  const denied = fill ? null : judge.deniedBy(sid, wanted.fill);
  const taking = (held: Held, way: ControlWay & ControlMeans) =>
    grant({ ...held, limitedBy: denied ? [...held.limitedBy, denied] : held.limitedBy }, place, way, way);
  const dacl = judge.holds(sid, wanted.writeDacl);
  if (dacl) found.push(taking(dacl, dacl.ace ? 'writeDacl' : 'owner'));
  const owner = judge.holds(sid, wanted.writeOwner);
  if (owner) found.push(taking(owner, 'writeOwner'));
  return found;
}

/** Everybody who may fill this group, or make itself able to. */
export function whoFills(group: Place, principals: Principals): ControlGrant[] {
  const judge = new Judge(group.descriptor, group.objectClass, principals);
  return judge.trustees().flatMap((sid) => waysOf(judge, sid, group));
}

/** One right on any object, or the means to take it. */
function whoMay(place: Place, principals: Principals, way: ControlWay, want: Wanted): ControlGrant[] {
  const judge = new Judge(place.descriptor, place.objectClass, principals);
  return judge.trustees().flatMap((sid) => {
    const held = judge.holdsOrTakes(sid, want);
    return held ? [grant(held, place, way)] : [];
  });
}

/** Everybody who may make a group, called as it pleases, in this unit or container. */
export function whoMakesGroups(place: Place, principals: Principals): ControlGrant[] {
  return whoMay(place, principals, 'createGroup', wanted.make);
}

/** Everybody who may give this group another sAMAccountName. */
export function whoRenames(group: Place, principals: Principals): ControlGrant[] {
  return whoMay(group, principals, 'renameSam', wanted.rename);
}

/** Everybody who may give this group another cn: a new RDN takes the right to write `name` and the RDN's attribute (MS-ADTS 3.1.1.5.4.1). */
export function whoRenamesObject(group: Place, principals: Principals): ControlGrant[] {
  const judge = new Judge(group.descriptor, group.objectClass, principals);
  return judge.trustees().flatMap((sid) => {
    const cn = judge.holdsOrTakes(sid, wanted.renameCn);
    const name = cn && judge.holdsOrTakes(sid, wanted.renameRdn);
    return name ? [grant(name, group, 'renameCn')] : [];
  });
}

/** The SIDs whose tokens judging this place asks for; none where no entry denies. */
export function principalsOf(place: Place): string[] {
  return new Judge(place.descriptor, place.objectClass, {
    tokenOf: () => new Set(),
    isAccount: () => false,
  }).principals();
}
