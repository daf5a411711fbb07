/**
 * What AWS would refuse of a request, told before AWS does, all of it at once. Source: facts/sts-iam.md §1 (operations, parameter
 * limits) and the patterns of the STS model.
 */
import { isRegion, partitionOfRegion, roleOfArn } from './identity.ts';
import { limitCodes } from './limitCodes.ts';
import type { KnownOfRequest, LimitProblem, ReportLimit } from './limitCodes.ts';
import { checkDuration } from './limitsOfDuration.ts';
import { checkMfaSerial, checkPrincipalArn, checkRoleArn, checkText } from './limitsOfNames.ts';
import { checkSessionPolicy } from './limitsOfPolicy.ts';
import { checkTags } from './limitsOfTags.ts';
import type { SessionRequest } from './request.ts';
import { roleArnOf, sourceOf } from './request.ts';

export type { KnownOfRequest, LimitProblem } from './limitCodes.ts';
export { onceProblemOf } from './limitsOfOnce.ts';

/** In the order in which a form shows its fields. Empty: nothing that could be told from here stands in the way. */
export function problemsOf(request: SessionRequest, known: KnownOfRequest = {}): LimitProblem[] {
  const problems: LimitProblem[] = [];
  const report: ReportLimit = (field, code, params = {}) =>
    void problems.push({ field, code, severity: limitCodes[code], params });
  checkSource(request, known, report);
  checkPlace(request, report);
  checkKind(request, known, report);
  if ('durationSeconds' in request) checkDuration(request, known, report);
  if ('policyArns' in request) checkSessionPolicy(request, report);
  return problems;
}

function checkSource(request: SessionRequest, known: KnownOfRequest, report: ReportLimit): void {
  if (request.kind === 'role' && known.sourceIsRoot) report('source', 'rootMayNotAssume');
  if (request.kind !== 'sessionToken' && request.kind !== 'federationToken') return;
  // Keys of a session are temporary whoever it is of.
  const temporary = sourceOf(request)?.kind === 'session' || known.sourceIsTemporary;
  if (temporary)
    report('source', 'needsLongTermKeys', {
      operation: request.kind === 'sessionToken' ? 'GetSessionToken' : 'GetFederationToken',
    });
}

function checkPlace(request: SessionRequest, report: ReportLimit): void {
  const { region } = request;
  if (!isRegion(region)) report('region', 'regionInvalid', { region });
  const arn = roleArnOf(request);
  if (arn === null) return;
  checkRoleArn(arn, report);
  const role = roleOfArn(arn);
  if (role && isRegion(region) && role.partition !== partitionOfRegion(region))
    report('region', 'partitionOther', {
      region,
      partition: partitionOfRegion(region),
      wanted: role.partition,
    });
}

function checkKind(request: SessionRequest, known: KnownOfRequest, report: ReportLimit): void {
  switch (request.kind) {
    case 'role':
      checkText('sessionName', request.sessionName, report);
      if (request.externalId !== null) checkText('externalId', request.externalId, report);
      checkTags(request.tags, request.transitiveTagKeys, report);
      if (request.sourceIdentity !== null) {
        checkText('sourceIdentity', request.sourceIdentity, report);
        if (/^aws:/i.test(request.sourceIdentity)) report('sourceIdentity', 'sourceIdentityReserved');
      }
      if (request.mfaSerial !== null) {
        checkMfaSerial(request.mfaSerial, report);
        if (known.sourceIsRoleSession) report('mfaSerial', 'mfaOfRoleSession');
      }
      return;
    case 'saml':
      checkPrincipalArn(request.principalArn, request.roleArn, report);
      return;
    case 'webIdentity':
      checkText('sessionName', request.sessionName, report);
      return;
    case 'sessionToken':
      if (request.mfaSerial !== null) checkMfaSerial(request.mfaSerial, report);
      return;
    case 'federationToken':
      checkText('userName', request.userName, report);
      checkTags(request.tags, [], report);
      if (request.policy === null && request.policyArns.length === 0)
        report('policy', 'federationWithoutPolicy');
      return;
    case 'portalRole':
      if (!/^\d{12}$/.test(request.account))
        report('account', 'accountInvalid', { account: request.account });
      checkText('roleName', request.roleName, report);
  }
}
