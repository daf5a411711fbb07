/** Session policies, inline and by ARN. Source: facts/sts-iam.md §1 (parameter limits). */
import { parsePolicyText } from '../policy/parse/parse.ts';
import { arnParts, partitionOfRegion, roleOfArn } from './identity.ts';
import type { ReportLimit } from './limitCodes.ts';
import { charactersOf } from './limitsOfNames.ts';
import type { FederationTokenRequest, RoleRequest, SamlRequest, WebIdentityRequest } from './request.ts';
import { roleArnOf } from './request.ts';

type WithPolicy = RoleRequest | SamlRequest | WebIdentityRequest | FederationTokenRequest;

/** Characters of the inline policy and of all ARNs together, before AWS packs them. */
export const mostCharacters = 2048;
const mostArns = 10;
/** More problems of one document are no help. */
const mostProblems = 3;

/** What counts against `mostCharacters`. */
export const policySize = ({ policy, policyArns }: Pick<WithPolicy, 'policy' | 'policyArns'>): number =>
  policyArns.reduce((size, arn) => size + arn.length, policy?.length ?? 0);

export function checkSessionPolicy(request: WithPolicy, report: ReportLimit): void {
  const { policy, policyArns } = request;
  if (policy !== null) checkInline(policy, report);
  const size = policySize(request);
  if (size > mostCharacters)
    report('policy', 'policyTooLarge', { size: String(size), most: String(mostCharacters) });
  if (policyArns.length > mostArns)
    report('policyArns', 'policyArnsTooMany', { count: String(policyArns.length), most: String(mostArns) });
  const role = roleOfArn(roleArnOf(request) ?? '');
  const partition = role?.partition ?? partitionOfRegion(request.region);
  for (const arn of policyArns) {
    const parts = arnParts(arn);
    if (
      parts?.service !== 'iam' ||
      parts.partition !== partition ||
      !/^policy\/(?:.+\/)?[\w+=,.@-]{1,128}$/.test(parts.resource)
    )
      report('policyArns', 'policyArnInvalid', { arn, partition });
    else if (role && parts.account !== 'aws' && parts.account !== role.account)
      report('policyArns', 'policyArnOtherAccount', { arn, account: role.account });
  }
}

function checkInline(policy: string, report: ReportLimit): void {
  const characters = charactersOf(policy, /[^\t\n\r\u0020-\u00FF]/gu);
  if (characters !== null) report('policy', 'policyCharacters', { characters });
  const { problems } = parsePolicyText(policy, 'session');
  for (const { code, path } of problems.slice(0, mostProblems)) {
    if (code === 'notJson') report('policy', 'policyNotJson');
    else report('policy', 'policyInvalid', { path: path === '' ? '$' : path, problem: code });
  }
}
