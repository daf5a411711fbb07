import type { PolicyPassCode } from '../../policyPassWords.ts';

/** Roles handed to services, roles taken one after the other, decoded messages. */
export const policyPass: Record<PolicyPassCode, string> = {
  'policyPass.yield.code': 'Code or commands of the caller’s choice run with the role',
  'policyPass.yield.deployment':
    'The service makes and changes resources of the caller’s choice with the role',
  'policyPass.yield.calls': 'The service makes calls of the caller’s choice with the role',
  'policyPass.yield.delivery': 'The service sends data to a place of the caller’s choice with the role',
  'policyPass.end.last': 'No other role can be taken from here',
  'policyPass.end.circle': 'This role stands on the chain already',
  'policyPass.end.toldElsewhere': 'What can be taken from here is shown where this role is first reached',
  'policyPass.end.tooLong': 'The chain is not followed further',
  'policyPass.reach.more': 'The role may do what the caller may not',
  'policyPass.reach.none': 'Nothing was found that the role may do and the caller may not',
  'policyPass.reach.notMore': 'The caller’s own policies allow all that the role’s own do',
  'policyDecode.principalNotInWorkspace':
    'The workspace has not read this user or role, so that nothing can be said of its policies',
  'policyDecode.principalKindUnknown':
    'The message names no user, role session or root user that policies could be looked at for',
  'policyDecode.actionUnknown': 'The message names no action',
};
