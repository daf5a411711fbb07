/** Whom a document names. Source: facts/iam-policy-evaluation.md §1 (special cases), §4. */
import type { Statement } from '../../document.ts';
import { narrowedBy } from '../conditions.ts';
import type { LintRule } from '../model.ts';

/** What AWS writes in place of a user or role that is gone. */
const uniqueId = /^A(?:IDA|ROA)[A-Z0-9]+$/;

export const principals: LintRule = ({ document, use }, report) => {
  for (const statement of document.statements) {
    const { principal, effect, path } = statement;
    if (principal === null) continue;
    if (principal.negated)
      report(effect === 'Allow' ? 'notPrincipalAllow' : 'notPrincipalDeny', principal.path);
    for (const entry of principal.entries)
      if (entry.type === 'AWS' && uniqueId.test(entry.value))
        report('uniqueIdPrincipal', entry.path, { id: entry.value });
    const open = use === 'trust' || use === 'resource';
    if (
      open &&
      effect === 'Allow' &&
      namesAnyone(statement) &&
      !narrowedBy(statement.conditions, (key) => whom.test(key))
    )
      report('anyone', principal.path, { statement: path });
  }
};

const namesAnyone = ({ principal }: Statement): boolean =>
  principal !== null &&
  !principal.negated &&
  principal.entries.some(({ type, value }) => value === '*' && type !== 'Service');

/** Keys by which a condition makes some of everyone. */
const whom =
  /^(?:aws:(?:principal(?:arn|account|orgid|orgpaths)|source(?:arn|account|orgid|orgpaths|ip|vpc|vpce|vpcarn|owner)|vpce(?:account|orgid|orgpaths)|vpcsourceip|userid|username|principalservicename|principalservicenameslist)|kms:calleraccount|s3:dataaccesspoint(?:account|arn)|lambda:eventsourcetoken|elasticfilesystem:accessedviamounttarget)$/;
