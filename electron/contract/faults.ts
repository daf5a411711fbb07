/**
 * The closed set of what can go wrong, as codes with typed parameters. The sentences stand in `words/*.json` under
 * `fault.<code>`; a test proves that each code has one in every language. The group of a code fixes the exit code.
 */
import { z } from 'zod';
import { commandRefusals, editRefusals } from '../domain/session/awsConfig/codes.ts';
import { prefixed } from './prefixed.ts';

/** Exit codes of the command line (DESIGN: the command line is part of the contract). */
export const exitCodes = { done: 0, findings: 1, usage: 2, source: 3, data: 4, internal: 5 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const host = { host: z.string(), port: z.number() };
const none = z.object({});
const named = z.object({ name: z.string() });
const certificate = { ...host, subject: z.string(), fingerprint256: z.string() };
const fileLine = z.object({ name: z.string(), line: z.number() });
const withoutParams = <Code extends string>(codes: readonly Code[]) =>
  Object.fromEntries(codes.map((code) => [code, none])) as Record<Code, typeof none>;
const operation = z.object({ service: z.string(), operation: z.string(), detail: z.string() });

/** code → the shape of its parameters. Parameters are shown to people: no secret ever goes into one. */
export const faultParams = {
  'usage.notBuilt': named,
  'usage.invalid': z.object({ detail: z.string() }),

  'ldap.hostUnknown': z.object({ host: z.string() }),
  'ldap.srvNotFound': z.object({ domain: z.string() }),
  'ldap.closedPort': z.object(host),
  'ldap.unreachable': z.object({ ...host, detail: z.string() }),
  'ldap.noAnswer': z.object({ ...host, seconds: z.number() }),
  'ldap.notLdap': z.object(host),
  'ldap.connectionLost': z.object(host),
  'ldap.plainPassword': z.object(host),
  'ldap.emptyPassword': none,
  'ldap.passwordMissing': named,
  'ldap.signingRequired': z.object(host),
  'ldap.startTlsRefused': z.object(host),
  'ldap.wrongPassword': z.object({ user: z.string() }),
  'ldap.noSuchUser': z.object({ user: z.string() }),
  'ldap.accountRestriction': z.object({ user: z.string() }),
  'ldap.logonHours': z.object({ user: z.string() }),
  'ldap.workstation': z.object({ user: z.string() }),
  'ldap.passwordExpired': z.object({ user: z.string() }),
  'ldap.accountDisabled': z.object({ user: z.string() }),
  'ldap.accountExpired': z.object({ user: z.string() }),
  'ldap.mustChangePassword': z.object({ user: z.string() }),
  'ldap.accountLocked': z.object({ user: z.string() }),
  'ldap.bindRefused': z.object({ user: z.string(), detail: z.string() }),
  'ldap.noSuchObject': z.object({ dn: z.string() }),
  'ldap.invalidDn': z.object({ dn: z.string() }),
  'ldap.insufficientAccess': z.object({ dn: z.string() }),
  'ldap.busy': z.object(host),
  'ldap.timeLimit': z.object({ dn: z.string() }),
  'ldap.sizeLimit': z.object({ dn: z.string() }),
  'ldap.referral': z.object({ dn: z.string() }),
  'ldap.serverError': z.object({ ...host, code: z.number(), detail: z.string() }),

  'tls.expired': z.object({ ...certificate, validTo: z.string() }),
  'tls.notYetValid': z.object({ ...certificate, validFrom: z.string() }),
  'tls.wrongName': z.object({ ...certificate, names: z.array(z.string()) }),
  'tls.untrusted': z.object({ ...certificate, issuer: z.string() }),
  'tls.pinMismatch': z.object({ ...host, expected: z.string(), fingerprint256: z.string() }),
  'tls.failed': z.object({ ...host, detail: z.string() }),
  'tls.caUnreadable': named,

  'aws.accessDenied': operation,
  'aws.throttled': operation,
  'aws.clockSkew': operation,
  'aws.credentialsMissing': z.object({ detail: z.string() }),
  'aws.credentialsInvalid': operation,
  'aws.credentialsExpired': operation,
  'aws.unreachable': operation,
  'aws.noAnswer': operation,
  'aws.malformedAnswer': operation,
  'aws.blockedOperation': operation,
  'aws.serviceError': operation,
  'aws.directoryDataDisabled': z.object({ directoryId: z.string() }),
  'aws.directoryDataRefused': z.object({ directoryId: z.string(), reason: z.string(), detail: z.string() }),
  'sts.accessDenied': z.object({ roleArn: z.string(), detail: z.string() }),
  'sts.invalidRequest': z.object({ detail: z.string() }),
  'sts.policyTooLarge': z.object({ detail: z.string() }),
  'sts.regionDisabled': z.object({ region: z.string() }),
  'sts.messageInvalid': none,
  'sts.sourceRefused': z.object({ profile: z.string(), detail: z.string() }),
  'sts.reservedRole': z.object({ roleArn: z.string() }),
  'sts.rootRefused': z.object({ operation: z.string() }),
  'sts.longTermKeysNeeded': z.object({ operation: z.string() }),
  'sts.mfaMissing': z.object({ serial: z.string() }),
  'sts.mfaCodeInvalid': z.object({ serial: z.string() }),
  'sts.mfaDeviceInvalid': z.object({ serial: z.string() }),
  'sts.malformedPolicy': z.object({ detail: z.string() }),
  'sts.durationTooLong': z.object({ roleArn: z.string(), seconds: z.number() }),
  'sts.chainTooLong': z.object({ roleArn: z.string() }),
  'sts.sessionNameInvalid': z.object({ detail: z.string() }),
  'sts.samlExpired': z.object({ detail: z.string() }),
  'sts.samlInvalid': z.object({ detail: z.string() }),
  'sts.webIdentityExpired': z.object({ detail: z.string() }),
  'sts.webIdentityInvalid': z.object({ detail: z.string() }),
  'sts.idpRejected': z.object({ detail: z.string() }),
  'sts.idpUnreachable': z.object({ detail: z.string() }),
  'sts.clockOff': z.object({ here: z.string(), aws: z.string() }),
  'sts.noConsole': none,
  'sts.consoleRefused': z.object({ detail: z.string() }),

  'portal.notFound': named,
  'portal.signInNeeded': named,
  'portal.startUrlInvalid': z.object({ startUrl: z.string(), region: z.string() }),
  'portal.signInExpired': none,
  'portal.signInDenied': none,
  'portal.signInFailed': z.object({ detail: z.string() }),
  'portal.noListener': z.object({ detail: z.string() }),
  'portal.clientExpired': none,
  'portal.tokenExpired': none,
  'portal.accountNotAssigned': z.object({ account: z.string() }),
  'portal.roleNotAssigned': z.object({ account: z.string(), roleName: z.string() }),
  'portal.refused': z.object({ operation: z.string(), detail: z.string() }),

  'awsFiles.unreadable': z.object({ name: z.string(), detail: z.string() }),
  'awsFiles.notWritable': z.object({ name: z.string(), detail: z.string() }),
  'awsFiles.notUtf8': named,
  'awsFiles.changed': named,
  'awsFiles.noKeys': z.object({ profile: z.string() }),
  ...prefixed('awsFiles', withoutParams(editRefusals)),
  ...prefixed('awsCommand', withoutParams(commandRefusals)),

  'saml.responseGone': none,
  'saml.unreadable': z.object({ detail: z.string() }),
  'saml.providerNotFound': named,

  'vault.absent': z.object({ detail: z.string() }),
  'vault.locked': none,
  'vault.denied': z.object({ detail: z.string() }),
  'vault.noAnswer': z.object({ seconds: z.number() }),
  'vault.itemGone': named,
  'vault.itemDamaged': named,
  'vault.tooLarge': z.object({ name: z.string(), bytes: z.number() }),
  'vault.failed': z.object({ detail: z.string() }),

  'workspace.notFound': named,
  'workspace.exists': named,
  'workspace.foreign': named,
  'workspace.damaged': z.object({ name: z.string(), detail: z.string() }),
  'workspace.older': named,
  'workspace.newer': z.object({ name: z.string(), version: z.number(), known: z.number() }),
  'workspace.readOnly': named,
  'workspace.sample': none,
  'workspace.copy': named,
  'workspace.notWritable': z.object({ name: z.string(), detail: z.string() }),
  'workspace.diskFull': named,
  'workspace.none': none,
  'handle.unknown': none,
  'snapshot.notFound': z.object({ id: z.number() }),
  'snapshot.none': z.object({ kind: z.string() }),
  'forest.none': none,
  'object.notFound': named,
  'object.ambiguous': z.object({ name: z.string(), candidates: z.array(z.string()) }),
  'object.notExact': z.object({ name: z.string(), candidates: z.array(z.string()) }),
  'user.notFound': named,
  'user.ambiguous': z.object({ name: z.string(), candidates: z.array(z.string()) }),
  'profile.notFound': named,
  'session.notFound': named,
  'session.ambiguous': z.object({ name: z.string(), candidates: z.array(z.string()) }),
  'session.keyNotFound': named,
  'session.sourceLoop': named,
  'session.busyElsewhere': named,
  'session.promptUnseen': named,
  'session.promptDismissed': named,
  'session.promptTimedOut': z.object({ name: z.string(), seconds: z.number() }),
  'session.promptOver': none,
  'session.notRefreshed': named,
  'job.notFound': named,
  'import.unreadable': z.object({ name: z.string(), detail: z.string() }),
  'import.unrecognised': named,
  'import.encrypted': named,
  'import.truncated': z.object({ name: z.string(), detail: z.string() }),
  'import.invalid': z.object({ name: z.string(), path: z.string(), detail: z.string() }),
  'ldif.separator': fileLine,
  'ldif.name': fileLine,
  'ldif.base64': fileLine,
  'ldif.utf8': fileLine,
  'ldif.url': fileLine,
  'ldif.dnMissing': fileLine,
  'ldif.dnRepeated': fileLine,
  'ldif.continuation': fileLine,
  'ldif.change': fileLine,
  'ldif.version': fileLine,
  'ldif.tooLong': fileLine,
  'csv.header': fileLine,
  'csv.syntax': fileLine,
  'csv.columns': fileLine,
  'csv.dnMissing': fileLine,
  'csv.utf8': fileLine,
  'csv.tooLong': fileLine,
  'export.notWritable': z.object({ name: z.string(), detail: z.string() }),
  'export.diskFull': named,
  'export.notFound': none,
  'export.tooMany': z.object({ limit: z.number() }),
  'compare.notFound': none,
  'draft.notFound': z.object({ id: z.number() }),
  'audit.nothingJudged': none,
  'review.notFound': z.object({ id: z.number() }),
  'review.itemNotFound': z.object({ number: z.number() }),
  'review.signed': named,
  'review.notSigned': named,
  'review.empty': none,
  'review.tooMany': z.object({ found: z.number(), limit: z.number() }),
  'review.open': z.object({ open: z.number() }),
  'review.changed': named,
  'review.saidSince': named,
  'policy.messageUnreadable': z.object({ path: z.string() }),
  'input.invalid': z.object({ path: z.string(), detail: z.string() }),

  'job.cancelled': none,
  'engine.stopped': none,
  internal: z.object({ detail: z.string() }),
} as const;

export type FaultCode = keyof typeof faultParams;
export type FaultParams<C extends FaultCode> = z.infer<(typeof faultParams)[C]>;
export const faultCodes = Object.keys(faultParams) as FaultCode[];

/** A file, a name or a text of the user's own: no source was asked yet. */
const ofUser: ReadonlySet<FaultCode> = new Set([
  'tls.caUnreadable',
  'portal.notFound',
  'saml.providerNotFound',
  'saml.responseGone',
  'saml.unreadable',
]);

/** The exit code that a fault ends the command line with. */
export function exitCodeOf(code: FaultCode): ExitCode {
  if (ofUser.has(code)) return exitCodes.data;
  const group = code.slice(0, code.indexOf('.'));
  switch (group) {
    case 'usage':
      return exitCodes.usage;
    case 'ldap':
    case 'tls':
    case 'aws':
    case 'sts':
    case 'portal':
    case 'saml':
    case 'vault':
      return exitCodes.source;
    case 'engine':
    case '':
      return exitCodes.internal;
    default:
      return code === 'internal' ? exitCodes.internal : exitCodes.data;
  }
}

/** A fault as it crosses a process border. */
export const faultSchema = z.object({
  code: z.enum(faultCodes as [FaultCode, ...FaultCode[]]),
  params: z.record(z.string(), z.unknown()),
});
export type FaultData = z.infer<typeof faultSchema>;

/** The one error type of everything outside `domain`: a code of the closed set and its parameters. */
export class Fault<C extends FaultCode = FaultCode> extends Error {
  readonly code: C;
  readonly params: FaultParams<C>;

  constructor(code: C, params: FaultParams<C>, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Fault';
    this.code = code;
    this.params = params;
  }

  toData(): FaultData {
    return { code: this.code, params: this.params as Record<string, unknown> };
  }

  static fromData(data: FaultData): Fault {
    const params = faultParams[data.code].safeParse(data.params);
    if (!params.success) return new Fault('internal', { detail: `malformed fault ${data.code}` });
    return new Fault(data.code, params.data as never);
  }
}
