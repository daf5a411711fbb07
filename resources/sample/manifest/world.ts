/** The sources as plain look-up tables, and who effectively belongs to a group. */
import type { RawValue } from '#domain/directory/object.ts';
import type { DelegationAssignment } from '#domain/estate/delegation.ts';
import type { AwsDirectory } from '#domain/estate/directory.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { IamRole } from '#domain/estate/iam.ts';
import type { IdentityCenter } from '#domain/estate/identityCenter.ts';
import type { Reading } from '#domain/estate/reading.ts';
import { sidBytes } from '../encode.ts';
import type { Members, SampleSource } from '../types.ts';

export interface WorldObject {
  readonly dn: string;
  readonly source: SampleSource;
  readonly attributes: Readonly<Record<string, readonly RawValue[]>>;
  readonly classes: readonly string[];
  /** A user that is no machine. */
  readonly isUser: boolean;
  readonly isGroup: boolean;
  /** objectSid in hexadecimal. */
  readonly sid: string | null;
}

export interface World {
  readonly objects: readonly WorldObject[];
  readonly byDn: ReadonlyMap<string, WorldObject>;
  readonly bySid: ReadonlyMap<string, WorldObject>;
  /** The source of the forest, as last read and as read before. */
  readonly forest: SampleSource;
  readonly earlier: SampleSource;
  readonly documents: readonly { readonly name: string; readonly text: string }[];
  readonly estate: EstateFacts;
  readonly roles: readonly IamRole[];
  readonly directories: readonly AwsDirectory[];
  readonly delegations: readonly DelegationAssignment[];
  readonly delegationLists: readonly string[];
  readonly center: IdentityCenter;
  /** Group SID (hexadecimal) → accounts whose primary group it is. */
  readonly byPrimaryGroup: ReadonlyMap<string, readonly WorldObject[]>;
}

export const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
export const text = (object: Pick<WorldObject, 'attributes'>, name: string): string => {
  const value = object.attributes[name]?.[0];
  return typeof value === 'string' ? value : '';
};
export const texts = (object: Pick<WorldObject, 'attributes'>, name: string): readonly string[] =>
  (object.attributes[name] ?? []) as readonly string[];
/** What was read; a state that the sample does not have here is an error of the sample. */
export function valueOf<T>(reading: Reading<T>): T {
  if (reading.state !== 'read') throw new Error(`expected a reading, found ${reading.state}`);
  return reading.value;
}

export function worldOf(sources: readonly SampleSource[]): World {
  const forests = sources.filter((source) => source.entries !== undefined);
  const [earlier, forest] = forests.filter((source) => source.source.name === forests[0]!.source.name) as [
    SampleSource,
    SampleSource,
  ];
  const objects = forests
    .filter((source) => source !== earlier)
    .flatMap((source) =>
      source.entries!.map(({ dn, attributes }): WorldObject => {
        const classes = attributes['objectClass'] as readonly string[];
        const sid = attributes['objectSid']?.[0];
        return {
          dn,
          source,
          attributes,
          classes,
          isUser: classes.includes('user') && !classes.includes('computer'),
          isGroup: classes.includes('group'),
          sid: sid instanceof Uint8Array ? hex(sid) : null,
        };
      }),
    );
  const bySid = new Map<string, WorldObject>();
  const byPrimaryGroup = new Map<string, WorldObject[]>();
  for (const object of objects) {
    if (object.sid === null || object.classes.includes('foreignSecurityPrincipal')) continue;
    bySid.set(object.sid, object);
    const rid = text(object, 'primaryGroupID');
    if (rid === '') continue;
    const group = object.sid.slice(0, -8) + hex(sidBytes(`S-1-5-${rid}`).slice(8));
    const accounts = byPrimaryGroup.get(group);
    if (accounts === undefined) byPrimaryGroup.set(group, [object]);
    else accounts.push(object);
  }
  const estates = sources.flatMap((source) => source.estate ?? []);
  const estate = estates.find((facts) => facts.roles.state === 'read')!;
  const listed = estates.find((facts) => facts.delegations.state === 'read')!;
  return {
    objects,
    byDn: new Map(objects.map((object) => [object.dn, object])),
    bySid,
    forest,
    earlier,
    documents: sources.flatMap((source) => source.document ?? []),
    estate,
    roles: valueOf(estate.roles),
    directories: valueOf(estate.directories),
    delegations: valueOf(listed.delegations),
    delegationLists: (listed.delegationListsOf ?? []).map((list) => list.directoryId),
    center: valueOf(estate.identityCenter),
    byPrimaryGroup,
  };
}

/** Everything below a group: nesting, primary groups, foreign principals by SID. Circles end where they began. */
export function membersOf(world: World, group: WorldObject): Members {
  const seen = new Set<string>([group.dn]);
  const accounts = new Set<string>();
  const byPrimary = new Set<string>();
  const foreign: { sid: string; dn: string | null }[] = [];
  const groups: string[] = [];
  const waiting = [group];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const account of world.byPrimaryGroup.get(at.sid ?? '') ?? []) byPrimary.add(account.dn);
    for (const dn of texts(at, 'member')) {
      let member = world.byDn.get(dn)!;
      if (seen.has(member.dn)) continue;
      seen.add(member.dn);
      if (member.classes.includes('foreignSecurityPrincipal')) {
        const stands = world.bySid.get(member.sid!);
        foreign.push({ sid: text(member, 'cn'), dn: stands?.dn ?? null });
        if (stands === undefined) continue;
        member = stands;
      }
      if (member.isGroup) {
        groups.push(member.dn);
        waiting.push(member);
      } else accounts.add(member.dn);
    }
  }
  const primaryOnly = [...byPrimary].filter((dn) => !accounts.has(dn));
  return {
    direct: texts(group, 'member'),
    effective: [...accounts, ...primaryOnly],
    primaryOnly,
    foreign,
    groups,
  };
}
