import type { MeaningCode, MeaningProblem } from './codes.ts';
import { isTemporary } from './files.ts';
import type { AwsFiles, Settings } from './files.ts';
import { credentialSources } from './meaning.ts';
import type { Meaning, Step } from './meaning.ts';
import { portalOf } from './portalOf.ts';

/**
 * The chain that a profile means, as the AWS CLI follows it: a role before all else, but keys before all else where the
 * profile is a source. Sources: facts/sts-iam.md §6; the providers of botocore and of the SDK for JavaScript, whose order
 * differs where `severalWays` says so.
 */
export function resolveProfile(files: AwsFiles, name: string): Meaning {
  const steps: Step[] = [];
  const problems: MeaningProblem[] = [];
  const tell = (code: MeaningCode, profile: string, about: string | null = null): void => {
    problems.push({ code, profile, about });
  };
  const region = files.profiles.get(name)?.get('region')?.value ?? null;
  const seen = new Set<string>();
  for (let profile: string | null = name; profile !== null;) {
    const settings = files.profiles.get(profile);
    if (!settings) {
      tell('profileMissing', profile);
      break;
    }
    const first = seen.size === 0;
    seen.add(profile);
    const ways = waysOf(settings, first);
    if (ways.length > 1) tell('severalWays', profile);
    const step = ways[0] ? stepOf(files, profile, settings, ways[0], tell) : null;
    if (!ways[0]) tell('noCredentials', profile);
    if (!step) break;
    steps.push(step);
    if (step.kind !== 'role') break;
    const next = nextOf(files, profile, settings, seen, tell);
    if (next && typeof next !== 'string') steps.push(next);
    profile = typeof next === 'string' ? next : null;
  }
  const complete = problems.every(({ code }) => code === 'severalWays' || code === 'durationNotNumber');
  return { profile: name, region, steps: complete ? steps : [], problems };
}

type Tell = (code: MeaningCode, profile: string, about?: string | null) => void;
type Way = 'role' | 'webIdentity' | 'portal' | 'keys' | 'login' | 'process';

/** In which ways a profile has credentials, the one that is taken first. */
function waysOf(settings: Settings, first: boolean): Way[] {
  const ways: Way[] = [];
  const keys = settings.get('aws_access_key_id') ?? settings.get('aws_secret_access_key');
  if (keys && !first) ways.push('keys');
  if (settings.has('web_identity_token_file')) ways.push('webIdentity');
  else if (settings.has('role_arn')) ways.push('role');
  if (['sso_account_id', 'sso_role_name'].some((name) => settings.has(name))) ways.push('portal');
  if (keys && first && keys.file === 'credentials') ways.push('keys');
  if (settings.has('login_session')) ways.push('login');
  if (settings.has('credential_process')) ways.push('process');
  if (keys && first && keys.file === 'config') ways.push('keys');
  // A role may be signed for with the profile's own keys: that is one way.
  const own = ways.includes('role') && ways.includes('keys') && settings.has('source_profile');
  return own ? ways.filter((way) => way !== (first ? 'keys' : 'role')) : ways;
}

function stepOf(files: AwsFiles, profile: string, settings: Settings, way: Way, tell: Tell): Step | null {
  const said = (name: string): string | null => settings.get(name)?.value ?? null;
  switch (way) {
    case 'role':
      return {
        kind: 'role',
        profile,
        roleArn: said('role_arn')!,
        sessionName: said('role_session_name'),
        externalId: said('external_id'),
        mfaSerial: said('mfa_serial'),
        durationSeconds: durationOf(profile, settings, tell),
      };
    case 'webIdentity': {
      const roleArn = said('role_arn');
      if (roleArn === null) {
        tell('roleMissing', profile);
        return null;
      }
      return {
        kind: 'webIdentity',
        profile,
        roleArn,
        sessionName: said('role_session_name'),
        durationSeconds: durationOf(profile, settings, tell),
        tokenFile: said('web_identity_token_file')!,
      };
    }
    case 'portal':
      return portalOf(files, profile, settings, tell);
    case 'keys': {
      const missing = ['aws_access_key_id', 'aws_secret_access_key'].find((name) => !settings.has(name));
      if (missing === undefined)
        return { kind: 'keys', profile, temporary: isTemporary(settings), mfaSerial: said('mfa_serial') };
      tell('keysIncomplete', profile, missing);
      return null;
    }
    case 'login':
      return { kind: 'login', profile, session: said('login_session')! };
    case 'process':
      return { kind: 'process', profile, command: said('credential_process')! };
  }
}

/** The profile, or the source, whose credentials sign a role; null where there is none. */
function nextOf(
  { profiles }: AwsFiles,
  profile: string,
  settings: Settings,
  seen: ReadonlySet<string>,
  tell: Tell,
): string | Step | null {
  const next = settings.get('source_profile')?.value;
  const source = settings.get('credential_source')?.value;
  if (next !== undefined && source !== undefined) tell('bothSources', profile);
  else if (source !== undefined) {
    const known = credentialSources.find((one) => one === source);
    if (known) return { kind: 'credentialSource', profile, source: known };
    tell('credentialSourceUnknown', profile, source);
  } else if (next === undefined) tell('noSource', profile);
  else if (!profiles.has(next)) tell('sourceMissing', profile, next);
  else if (!seen.has(next) || (next === profile && seen.size === 1 && hasKeys(profiles.get(next)!)))
    return next;
  else tell('loop', profile, next);
  return null;
}

/** A profile may be its own source by keys of its own alone. */
const hasKeys = (settings: Settings): boolean =>
  settings.has('aws_access_key_id') || settings.has('aws_secret_access_key');

function durationOf(profile: string, settings: Settings, tell: Tell): number | null {
  const said = settings.get('duration_seconds')?.value;
  if (said === undefined) return null;
  if (/^\d{1,9}$/.test(said)) return Number(said);
  tell('durationNotNumber', profile);
  return null;
}
