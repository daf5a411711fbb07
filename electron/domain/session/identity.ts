/**
 * Who somebody is by what GetCallerIdentity answers, and what ARNs, key ids and Regions say by their shape alone.
 * Partitions are never taken for granted. Source: facts/sts-iam.md §3.
 */

/** What GetCallerIdentity answers. */
export interface CallerAnswer {
  readonly arn: string;
  readonly userId: string;
  readonly account: string;
}

export const callerKinds = ['user', 'roleSession', 'federated', 'root', 'unknown'] as const;
export type CallerKind = (typeof callerKinds)[number];

export interface Caller {
  readonly kind: CallerKind;
  readonly arn: string;
  /** Second part of the ARN; null where it is none. */
  readonly partition: string | null;
  readonly account: string;
  /** `AIDA…` of a user, `AROA…` of a role; null where the user id names neither. */
  readonly uniqueId: string | null;
  /** Of a user, or of whom a federated session was made for. */
  readonly userName: string | null;
  /** Of a session. Its role's path is not told: see `roleArnsOfSession`. */
  readonly roleName: string | null;
  readonly sessionName: string | null;
  /** Of a user, `/` where it has none; null of all others. */
  readonly path: string | null;
}

export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Keeps its own colons. */
  readonly resource: string;
}

const arnShape = /^arn:(aws(?:-[a-z0-9]+)*):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws|):([\x21-\x7e]+)$/;

/** The parts of an ARN of any partition; null: it is none. */
export function arnParts(arn: string): ArnParts | null {
  const found = arn.length > 2048 ? null : arnShape.exec(arn);
  if (!found) return null;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = found;
  return { partition, service, region, account, resource };
}

export interface RoleArn {
  readonly partition: string;
  readonly account: string;
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly name: string;
}

/** A role's ARN taken apart; null: it is none, as the ARN of one of its sessions. */
export function roleOfArn(arn: string): RoleArn | null {
  const parts = arnParts(arn);
  const found = /^role(\/(?:.+\/)?)([\w+=,.@-]{1,64})$/.exec(parts?.resource ?? '');
  if (!parts || !found || parts.service !== 'iam' || parts.region !== '' || !isAccount(parts.account))
    return null;
  return { partition: parts.partition, account: parts.account, path: found[1]!, name: found[2]! };
}

export const isAccount = (text: string): boolean => /^\d{12}$/.test(text);

/** Whose the credentials are that gave the answer. What has an unforeseen shape is `unknown`, never guessed. */
export function callerOf({ arn, userId, account }: CallerAnswer): Caller {
  const parts = arnParts(arn);
  const none = { userName: null, roleName: null, sessionName: null, path: null };
  const base = {
    arn,
    partition: parts?.partition ?? null,
    account,
    uniqueId: /^A(?:IDA|ROA)[A-Z0-9]+(?=:|$)/.exec(userId)?.[0] ?? null,
    ...none,
  };
  const { service, resource } = parts ?? { service: '', resource: '' };
  if (service === 'iam') {
    if (resource === 'root') return { ...base, kind: 'root' };
    const user = /^user(\/(?:.+\/)?)([^/]+)$/.exec(resource);
    if (user) return { ...base, kind: 'user', path: user[1]!, userName: user[2]! };
  }
  if (service === 'sts') {
    const session = /^assumed-role\/([^/]+)\/(.+)$/.exec(resource);
    if (session) return { ...base, kind: 'roleSession', roleName: session[1]!, sessionName: session[2]! };
    const federated = /^federated-user\/(.+)$/.exec(resource);
    if (federated) return { ...base, kind: 'federated', userName: federated[1]! };
  }
  return { ...base, kind: 'unknown' };
}

/**
 * The roles that a session may be of, among ARNs of roles: a session's ARN lacks the path, and a name is unique in its
 * account, so that there is one at most in what was read at one time.
 */
export function roleArnsOfSession(caller: Caller, roleArns: Iterable<string>): string[] {
  if (caller.kind !== 'roleSession') return [];
  return [...roleArns].filter((arn) => {
    const role = roleOfArn(arn);
    return (
      role !== null &&
      role.name === caller.roleName &&
      role.account === caller.account &&
      role.partition === caller.partition
    );
  });
}

/** What is known of the credentials that sign; null = not known. */
export interface Signer {
  readonly sourceIsTemporary: boolean | null;
  readonly sourceIsRoleSession: boolean | null;
  readonly sourceIsRoot: boolean | null;
}

/** `accessKeyId`: the whole id or its first four characters. Either may be null: not known. */
export function signerOf(accessKeyId: string | null, caller: Caller | null): Signer {
  const kind = caller === null || caller.kind === 'unknown' ? null : caller.kind;
  const byKey = accessKeyId?.startsWith('ASIA') ? true : accessKeyId?.startsWith('AKIA') ? false : null;
  const isSession = kind === 'roleSession' || kind === 'federated';
  return {
    sourceIsTemporary: byKey ?? (isSession ? true : null),
    sourceIsRoleSession: kind === null ? (byKey === false ? false : null) : kind === 'roleSession',
    sourceIsRoot: kind === null ? null : kind === 'root',
  };
}

/** A role that IAM Identity Center keeps: nobody takes it but through the portal. */
export const isReservedRole = ({ path, name }: RoleArn): boolean =>
  name.startsWith('AWSReservedSSO_') || path.startsWith('/aws-reserved/sso.amazonaws.com/');

/** A role that a service made for itself alone. */
export const isServiceLinkedRole = ({ path }: RoleArn): boolean => path.startsWith('/aws-service-role/');

/** The shape of a Region's name; that it is one only AWS can tell. */
export const isRegion = (text: string): boolean => /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/.test(text);

const partitions: readonly (readonly [start: RegExp, partition: string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^eusc-/, 'aws-eusc'],
];

/** The partition that a Region belongs to, by its name. */
export const partitionOfRegion = (region: string): string =>
  partitions.find(([start]) => start.test(region))?.[1] ?? 'aws';
