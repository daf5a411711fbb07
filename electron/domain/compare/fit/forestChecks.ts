/** Checks of the forest itself. Source: facts/aws-directory-service.md §1 (hybrid), §2 "AD Connector needs". */
import type { CheckRow } from './checkModel.ts';
import { check } from './checkFacts.ts';
import type { CheckFacts } from './checkFacts.ts';

/** Domain level 2003 for a connector [AG23]; 2012 R2 or 2016 for a hybrid directory [HYB]. */
const connectorLevel = 2;
const hybridLevels = new Set([6, 7]);

export function domainLevel({ domain }: CheckFacts, kind: 'adConnector' | 'hybrid'): CheckRow {
  const { level, ref, dns } = domain;
  const least = kind === 'hybrid' ? '2012 R2 / 2016' : '2003';
  if (level.state === 'notRead')
    return check('domainLevel', 'notSeen', 'levelNotRead', { least }, [
      { ref, where: dns, field: 'msDS-Behavior-Version', value: '' },
    ]);
  const { value, level: name } = level.value;
  const enough = kind === 'hybrid' ? hybridLevels.has(value) : value >= connectorLevel;
  return check(
    'domainLevel',
    enough ? 'passed' : 'failed',
    enough ? 'levelEnough' : 'levelTooLow',
    { level: name ?? String(value), least },
    [{ ref, where: dns, field: 'msDS-Behavior-Version', value: String(value) }],
  );
}

export function singleLabel({ domain: { dns, ref } }: CheckFacts): CheckRow {
  const dotted = dns.includes('.');
  return check(
    'singleLabel',
    dotted ? 'passed' : 'failed',
    dotted ? 'nameHasDots' : 'nameIsSingleLabel',
    {},
    [{ ref, where: dns, field: 'dnsRoot', value: dns }],
  );
}

/** A connector serves its one domain; users of the others do not sign in through it. */
export function singleDomain({ structure: { forest } }: CheckFacts): CheckRow {
  const evidence = forest.domains.map(({ ref, dns }) => ({ ref, where: dns, field: 'nCName', value: dns }));
  return forest.domains.length === 1
    ? check('singleDomain', 'passed', 'oneDomain', {}, evidence)
    : check('singleDomain', 'warning', 'severalDomains', { count: evidence.length }, evidence);
}

/** Two controllers that are not read-only [HYB]. */
export function writableControllers({ structure: { forest }, domain }: CheckFacts): CheckRow {
  const { controllers } = forest;
  if (controllers.state === 'notRead') return check('writableControllers', 'notSeen', 'controllersNotRead');
  const own = controllers.value.filter((each) => each.domain === domain.dns);
  const unknown = own.some(({ readOnly }) => readOnly.state === 'notRead');
  const writable = own.filter(({ readOnly }) => readOnly.state === 'read' && !readOnly.value);
  const evidence = writable.map(({ ref, name }) => ({
    ref,
    where: name,
    field: 'msDS-isRODC',
    value: 'FALSE',
  }));
  const params = { count: writable.length };
  if (writable.length >= 2) return check('writableControllers', 'passed', 'twoControllers', params, evidence);
  return unknown
    ? check('writableControllers', 'notSeen', 'controllersNotRead', params, evidence)
    : check('writableControllers', 'failed', 'tooFewControllers', params, evidence);
}

/** PDC emulator and RID master must be reachable [HYB]: that they are known is what can be seen. */
export function pdcAndRid({ structure: { forest }, domain }: CheckFacts): CheckRow {
  const roles = forest.roles.filter(
    (each) => each.domain === domain.dns && (each.role === 'pdc' || each.role === 'rid'),
  );
  const evidence = roles.flatMap(({ role, holder }) =>
    holder.state === 'read'
      ? [
          {
            ref: null,
            where: holder.value.controller ?? holder.value.dn,
            field: 'fSMORoleOwner',
            value: role,
          },
        ]
      : [],
  );
  const known = roles.filter(({ holder }) => holder.state === 'read' && holder.value.controller !== null);
  return known.length === 2
    ? check('pdcAndRid', 'passed', 'rolesKnown', {}, evidence)
    : check('pdcAndRid', 'notSeen', 'rolesUnknown', {}, evidence);
}

/** Units that AWS makes below the domain's root [AG26]. */
const reserved = new Set(['aws delegated groups', 'aws reserved']);
export function reservedUnits({ structure, domain }: CheckFacts): CheckRow {
  if (!domain.captured) return check('reservedUnits', 'notSeen', 'domainNotRead');
  const end = `,${domain.dn}`.toLowerCase();
  const there = structure.holders.filter(({ dn }) => {
    const lower = dn.toLowerCase();
    return lower.endsWith(end) && reserved.has(lower.slice(0, -end.length).replace(/^ou=/, ''));
  });
  const evidence = there.map(({ dn, id }) => ({
    ref: { snapshotId: structure.part.snapshotId, objectId: id ?? null, dn },
    where: dn,
    field: 'objectClass',
    value: 'organizationalUnit',
  }));
  return there.length === 0
    ? check('reservedUnits', 'passed', 'unitsFree')
    : check('reservedUnits', 'warning', 'unitsThere', {}, evidence);
}

/** Users without it cannot sign in through a connector [AG23]. */
export function preAuthentication({ withoutPreAuthentication: found }: CheckFacts): CheckRow {
  if (!found) return check('preAuthentication', 'notSeen', 'notCounted');
  const { count, evidence } = found;
  return count === 0
    ? check('preAuthentication', 'passed', 'allPreAuthenticate')
    : check('preAuthentication', 'warning', 'withoutPreAuthentication', { count }, evidence, count);
}

/** Attributes that a user must be able to read of himself [AG23]. */
const ofSelf = new Set([
  'givenname',
  'sn',
  'mail',
  'samaccountname',
  'userprincipalname',
  'useraccountcontrol',
  'memberof',
]);
/** What this reading itself could not read is told; what SELF may read is judged by no reading of ours. */
export function readableAttributes(
  missing: readonly { readonly where: string; readonly attribute: string | null; readonly code: string }[],
): CheckRow {
  const own = missing.filter(({ attribute }) => ofSelf.has(attribute?.toLowerCase() ?? ''));
  if (own.length === 0) return check('readableAttributes', 'notSeen', 'selfNotSeen');
  const evidence = own.map(({ where, attribute, code }) => ({
    ref: null,
    where,
    field: attribute!,
    value: code,
  }));
  return check('readableAttributes', 'warning', 'attributesUnreadable', {}, evidence);
}
