/** What is known of a trustee by its SID alone. */
import { domainSidOf, ridOf } from '../directory/sid.ts';
import type { TrusteeMeaning } from './codes.ts';

/** Administrators and the system: they control everything by design, and are no finding. */
const expectedSids: ReadonlySet<string> = new Set(['S-1-5-18', 'S-1-5-9', 'S-1-5-32-544']);
/** Administrator, Domain Controllers (for replication), Domain Admins, Enterprise Admins. */
const expectedRids: ReadonlySet<number> = new Set([500, 512, 516, 519]);

/** Whether everybody expects this trustee to control every object of a domain. */
export function isExpected(sid: string): boolean {
  if (expectedSids.has(sid)) return true;
  return domainSidOf(sid) !== null && expectedRids.has(ridOf(sid)!);
}

const meanings: Readonly<Record<string, TrusteeMeaning>> = {
  'S-1-1-0': 'everyone',
  'S-1-5-7': 'everyone',
  'S-1-5-11': 'everyoneAuthenticated',
  'S-1-5-15': 'everyoneAuthenticated',
  'S-1-5-2': 'everyoneAuthenticated',
  'S-1-5-32-545': 'everyoneAuthenticated',
  'S-1-5-10': 'itsOwnMembers',
};

/** Whom a SID means where a list of members could not say it; null for an ordinary one. */
export function meaningOf(sid: string): TrusteeMeaning | null {
  const fixed = meanings[sid];
  if (fixed) return fixed;
  if (domainSidOf(sid) === null) return null;
  const rid = ridOf(sid);
  if (rid === 513) return 'everyDomainUser';
  return rid === 515 ? 'everyComputer' : null;
}

const everyone = 'S-1-1-0';
const authenticated = 'S-1-5-11';
const anonymous = 'S-1-5-7';

/** The SIDs that a sign-in carries besides its own and those of its groups. */
export function alwaysInToken(sid: string): string[] {
  if (sid === everyone) return [everyone];
  return sid === anonymous ? [anonymous, everyone] : [sid, everyone, authenticated];
}
