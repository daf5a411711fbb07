/** Controls: those that the server is told not to have, those that the real one does not know, LINK_TTL, deleted objects. */
import type { Behaviours } from './behaviours.ts';
import { isWithin, mapEntries, refuse, sameDn, withoutAttributes, withValues, type Handler, type Layer, type Session } from './handler.ts'; // prettier-ignore
import { control, isRootDse, oid, valuesOf, withoutControls, type Entry } from './messages.ts';
import type { Credentials, Upstream } from './upstream.ts';

/** What OpenLDAP does not know, and AD does. */
const adControls = [
  oid.sdFlags,
  oid.showDeleted,
  oid.showRecycled,
  oid.domainScope,
  oid.searchOptions,
  oid.rangeNoError,
];

/** The root DSE as the behaviours want it, and refusal of critical controls that are switched off. */
export const missingControls =
  (behaviours: Behaviours): Layer =>
  (_, below) =>
  (search) => {
    const { withoutControls: missing } = behaviours;
    if (search.controls.some((one) => one.critical && missing.includes(one.oid)))
      return refuse(
        12,
        '00002040: SvcErr: DSID-031403B7, problem 5010 (UNAVAIL_EXTENSION), data 0\n\0',
      )(search);
    const answer = below(withoutControls(search, ...missing));
    if (!isRootDse(search)) return answer;
    return mapEntries(answer, (entry) => {
      const supported = valuesOf(entry, 'supportedControl').filter((one) => !missing.includes(String(one)));
      let out = entry;
      if (supported.length > 0) out = withValues(out, 'supportedControl', supported);
      else out = withoutAttributes(out, ['supportedControl']);
      return out;
    });
  };

/** Values of the root DSE that were set for this proxy. */
export const rootDse =
  (values: () => Readonly<Record<string, readonly string[]>>): Layer =>
  (_, below) =>
  (search) => {
    const asked = new Set(search.attributes.map((name) => name.toLowerCase()));
    const wanted = (name: string): boolean =>
      asked.size === 0 || asked.has('*') || asked.has('+') || asked.has(name.toLowerCase());
    if (!isRootDse(search)) return below(search);
    return mapEntries(below(search), (entry) =>
      Object.entries(values())
        .filter(([name]) => wanted(name))
        .reduce((out, [name, list]) => withValues(out, name, list), entry),
    );
  };

/** OpenLDAP behind: AD's controls end here, and its root DSE says that it has them. */
export const notOfSlapd =
  (upstream: Upstream): Layer =>
  (_, below) =>
  (search) => {
    if (upstream.kind !== 'slapd') return below(search);
    const answer = below(withoutControls(search, ...adControls, oid.linkTtl));
    if (!isRootDse(search)) return answer;
    return mapEntries(answer, (entry) => {
      const supported = valuesOf(entry, 'supportedControl');
      return supported.length === 0
        ? entry
        : withValues(entry, 'supportedControl', [...supported.map(String), ...adControls]);
    });
  };

/** LINK_TTL (facts: controls): chosen memberships end some time, and say so when the control is there. */
export const linkTtl =
  (behaviours: Behaviours): Layer =>
  (_, below) =>
  (search) => {
    const answer = below(withoutControls(search, oid.linkTtl));
    const timed = (entry: Entry): Entry => {
      const links = behaviours.linkTtl.filter((link) => sameDn(link.group, entry.dn));
      if (links.length === 0 || valuesOf(entry, 'member').length === 0) return entry;
      const shown = valuesOf(entry, 'member').map((value) => {
        const dn = value.toString('utf8');
        const link = links.find((one) => sameDn(one.member, dn));
        return link ? `<TTL=${link.seconds},${dn}>` : value;
      });
      return withValues(entry, 'member', shown);
    };
    if (isRootDse(search))
      return mapEntries(answer, (entry) => {
        const supported = valuesOf(entry, 'supportedControl').map(String);
        return behaviours.linkTtl.length === 0 || supported.length === 0 || supported.includes(oid.linkTtl)
          ? entry
          : withValues(entry, 'supportedControl', [...supported, oid.linkTtl]);
      });
    return control(search, oid.linkTtl) ? mapEntries(answer, timed) : answer;
  };

const isDeleted = (entry: Entry): boolean =>
  valuesOf(entry, 'isDeleted').some((value) => value.toString().toUpperCase() === 'TRUE') ||
  /\\0ADEL:[-0-9a-f]{36},/i.test(entry.dn) ||
  /\nDEL:[-0-9a-f]{36},/i.test(entry.dn);

/**
 * Deleted objects: an ordinary reader does not see them, asked for or not (facts: traps); unless switched on, when the
 * search is made with the rights of another account.
 */
export const deletedObjects =
  (behaviours: Behaviours, source: (session: Session, as: Credentials) => Handler): Layer =>
  (session, below) =>
  (search) => {
    const asked = control(search, oid.showDeleted) ?? control(search, oid.showRecycled);
    const inContainer =
      isWithin(search.base, 'CN=Deleted Objects') || /^CN=Deleted Objects,/i.test(search.base);
    if (!asked && !inContainer && !control(search, oid.dirSync)) return below(search);
    const as = behaviours.deletedReadableAs;
    if (as) return source(session, as)(search);
    return mapEntries(below(search), (entry) => (isDeleted(entry) ? null : entry));
  };
