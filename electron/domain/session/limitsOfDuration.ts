/** How long a session may be asked for. Source: facts/sts-iam.md §1, §2 (chaining). */
import type { KnownOfRequest, ReportLimit } from './limitCodes.ts';
import type { PortalRoleRequest, SessionRequest } from './request.ts';

export const leastSeconds = 900;
/** What a role's session out of a role's session lasts at most, and a session of a root user. */
export const hour = 3600;
const longestOfRole = 43_200;
const longestOfUser = 129_600;

/** What AWS gives at most for a kind of request, whatever else is known. */
export const longestOf = (kind: Exclude<SessionRequest['kind'], 'portalRole'>): number =>
  kind === 'sessionToken' || kind === 'federationToken' ? longestOfUser : longestOfRole;

/** The lowest limit that is passed is told, since keeping it keeps all of them. */
export function checkDuration(
  request: Exclude<SessionRequest, PortalRoleRequest>,
  known: KnownOfRequest,
  report: ReportLimit,
): void {
  const { durationSeconds: asked, kind } = request;
  if (asked === null) return;
  const tell = (code: Parameters<ReportLimit>[1], limit: number): void =>
    report('durationSeconds', code, { asked: String(asked), limit: String(limit) });
  if (!(asked >= leastSeconds)) return tell('durationTooShort', leastSeconds);
  const ofRole = longestOf(kind) === longestOfRole;
  const most = ofRole ? (known.maxSessionSeconds ?? null) : null;
  if (kind === 'role' && known.sourceIsRoleSession && asked > hour) tell('durationChained', hour);
  else if (most !== null && asked > most) tell('durationOverRole', most);
  else if (asked > longestOf(kind)) tell('durationTooLong', longestOf(kind));
  else if (!ofRole && known.sourceIsRoot && asked > hour) tell('durationOfRoot', hour);
}
