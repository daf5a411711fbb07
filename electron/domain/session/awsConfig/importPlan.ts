import type { RoleRequest, SessionTokenRequest, WebIdentityRequest } from '../request.ts';
import type { ImportNote, MeaningProblem } from './codes.ts';
import type { AwsFiles, Place } from './files.ts';
import { managedProfiles } from './managed.ts';
import type { KeysStep, Meaning, PortalStep, RoleStep, WebIdentityStep } from './meaning.ts';
import { printShared } from './readShared.ts';
import { resolveProfile } from './resolveProfile.ts';

/** A portal's role before Treeline knows the portal. */
export interface ImportedPortalRole {
  readonly kind: 'portalRole';
  readonly portal: { readonly startUrl: string; readonly region: string; readonly scopes: readonly string[] };
  readonly account: string;
  readonly roleName: string;
  readonly region: string;
}
export type ImportRequest = RoleRequest | WebIdentityRequest | SessionTokenRequest | ImportedPortalRole;

export interface ImportedProfile extends Place {
  readonly profile: string;
  readonly region: string | null;
  /** What Treeline would ask for; null = nothing, and a note or a problem says why. */
  readonly request: ImportRequest | null;
  readonly notes: readonly ImportNote[];
  readonly problems: readonly MeaningProblem[];
  /** The profile whose long-term keys sign the request, or stand there alone: they may be moved to the keychain. */
  readonly keysOf: string | null;
  /** A command of the configuration stands in the chain: nobody runs it before a person has seen and confirmed it. */
  readonly runsProcess: boolean;
  readonly commands: readonly string[];
}

/** What Treeline would make of each profile, in the order of the files. Says no secret, and runs nothing. */
export function planImport(files: AwsFiles): ImportedProfile[] {
  const ours = new Set(
    files.config ? managedProfiles(printShared(files.config)).profiles.map(({ name }) => name) : [],
  );
  return [...files.profiles.keys()].map((profile) =>
    imported(resolveProfile(files, profile), files, ours.has(profile)),
  );
}

function imported(meaning: Meaning, files: AwsFiles, ours: boolean): ImportedProfile {
  const { profile, region, steps, problems } = meaning;
  const notes: ImportNote[] = [];
  const request = ours ? null : requestOf(meaning, files, notes);
  if (ours) notes.push('managed');
  else if (steps.length === 0) notes.push('unresolved');
  const commands = steps.flatMap((step) => (step.kind === 'process' ? [step.command] : []));
  if (commands.length > 0) notes.push('runsProcess');
  // Of a longer chain, the keys at its end sign another request than this one.
  const keys = steps.slice(0, 2).find((step): step is KeysStep => step.kind === 'keys' && !step.temporary);
  if (keys) notes.push(steps.length > 1 && keys.profile === profile ? 'ownKeys' : 'moveKeys');
  return {
    profile,
    ...files.places.get(profile)!,
    region,
    request,
    notes,
    problems,
    keysOf: keys?.profile ?? null,
    runsProcess: commands.length > 0,
    commands,
  };
}

function requestOf({ steps, region }: Meaning, files: AwsFiles, notes: ImportNote[]): ImportRequest | null {
  const [step, next] = steps;
  if (!step) return null;
  switch (step.kind) {
    case 'role': {
      if (next?.kind === 'credentialSource') {
        notes.push('credentialSource');
        return null;
      }
      if (next?.kind === 'role' || next?.kind === 'webIdentity' || next?.kind === 'portal')
        notes.push('chained');
      const beside = next ? (files.profiles.get(next.profile)?.get('region')?.value ?? null) : null;
      return roleRequest(step, next!.profile, region ?? beside, notes);
    }
    case 'webIdentity':
      notes.push('tokenFromFile');
      return {
        kind: 'webIdentity',
        ...roleFields(step, region, notes),
        policy: null,
        policyArns: [],
      };
    case 'portal':
      return portalRole(step, region);
    case 'keys':
      if (step.temporary || step.mfaSerial === null) {
        notes.push(step.temporary ? 'temporaryKeys' : 'keysOnly');
        return null;
      }
      return {
        kind: 'sessionToken',
        source: { kind: 'profile', profile: step.profile },
        mfaSerial: step.mfaSerial,
        region: regionOf(step.mfaSerial, region, notes),
        durationSeconds: null,
      };
    default:
      notes.push(obstacles[step.kind]);
      return null;
  }
}

const obstacles = {
  process: 'processOnly',
  login: 'loginOnly',
  credentialSource: 'credentialSource',
} as const;

function roleRequest(
  step: RoleStep,
  source: string,
  region: string | null,
  notes: ImportNote[],
): RoleRequest {
  return {
    kind: 'role',
    source: { kind: 'profile', profile: source },
    ...roleFields(step, region, notes),
    externalId: step.externalId,
    tags: [],
    transitiveTagKeys: [],
    sourceIdentity: null,
    mfaSerial: step.mfaSerial,
    policy: null,
    policyArns: [],
  };
}

function roleFields(step: RoleStep | WebIdentityStep, region: string | null, notes: ImportNote[]) {
  const { roleArn, sessionName, durationSeconds } = step;
  if (sessionName === null) notes.push('sessionNameMade');
  return {
    roleArn,
    sessionName: sessionName ?? `treeline-${step.profile.replace(/[^\w+=,.@-]/g, '-')}`.slice(0, 64),
    region: regionOf(roleArn, region, notes),
    durationSeconds,
  };
}

function portalRole({ startUrl, region, scopes, account, roleName }: PortalStep, own: string | null) {
  return {
    kind: 'portalRole',
    portal: { startUrl, region, scopes },
    account,
    roleName,
    region: own ?? region,
  } as const;
}

/** One Region of each partition that is always there, to ask STS in. */
const homes: Readonly<Record<string, string>> = { 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };

function regionOf(arn: string, region: string | null, notes: ImportNote[]): string {
  if (region !== null) return region;
  notes.push('regionMade');
  return homes[arn.split(':')[1] ?? ''] ?? 'us-east-1';
}
