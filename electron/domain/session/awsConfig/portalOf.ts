import type { MeaningCode } from './codes.ts';
import type { AwsFiles, Settings } from './files.ts';
import type { PortalStep } from './meaning.ts';

const required = ['sso_start_url', 'sso_region', 'sso_account_id', 'sso_role_name'] as const;

/**
 * The portal role of a profile, by its `[sso-session]` or, as it was written before those, by itself. A setting in both has to
 * be the same in both. Source: facts/sts-iam.md §6.
 */
export function portalOf(
  { portalSessions }: AwsFiles,
  profile: string,
  own: Settings,
  tell: (code: MeaningCode, profile: string, about?: string | null) => void,
): PortalStep | null {
  const session = own.get('sso_session')?.value ?? null;
  const shared = session === null ? null : portalSessions.get(session);
  if (shared === undefined) {
    tell('portalSessionMissing', profile, session);
    return null;
  }
  const differing = [...(shared ?? [])].find(
    ([name, { value }]) => own.has(name) && own.get(name)!.value !== value,
  );
  if (differing) {
    tell('portalDiffers', profile, differing[0]);
    return null;
  }
  const said = (name: string): string | null => (own.get(name) ?? shared?.get(name))?.value ?? null;
  const missing =
    required.find((name) => said(name) === null) ??
    (/^\d{12}$/.test(said('sso_account_id')!) ? undefined : 'sso_account_id');
  if (missing !== undefined) {
    tell('portalIncomplete', profile, missing);
    return null;
  }
  return {
    kind: 'portal',
    profile,
    session,
    startUrl: said('sso_start_url')!,
    region: said('sso_region')!,
    scopes: (said('sso_registration_scopes') ?? '').split(/[\s,]+/).filter((scope) => scope !== ''),
    account: said('sso_account_id')!,
    roleName: said('sso_role_name')!,
  };
}
