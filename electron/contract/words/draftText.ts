/** What fills the sentence of a change (`draftChange.`): the same in the window, the command line and reports. */
import type { DraftChange, PermissionSetRef, PrincipalRef } from '../../domain/draft/change.ts';

/** `/path/name` of an ARN's resource, without what stands before it. */
const tail = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
const account = (arn: string): string => arn.split(':')[4] ?? '';
const roleOf = (arn: string): string => `${tail(arn)} (${account(arn)})`;
const setOf = (ref: PermissionSetRef): string => ('made' in ref ? ref.made : tail(ref.arn));

/** `nameOf`: what somebody of a SID is called; null = nobody knows. */
export function changeParams(
  change: DraftChange,
  nameOf: (sid: string) => string | null,
): Record<string, string> {
  const who = (ref: PrincipalRef): string => ('made' in ref ? ref.made : (nameOf(ref.sid) ?? ref.sid));
  switch (change.kind) {
    case 'addMember':
    case 'removeMember':
      return { group: who(change.group), member: who(change.member) };
    case 'makeGroup':
      return { name: change.samAccountName, parent: change.parent };
    case 'renameGroup':
      return { group: who(change.group), name: change.samAccountName };
    case 'editRules':
      return { document: change.document };
    case 'makeRole':
    case 'deleteRole':
    case 'editTrust':
      return { role: roleOf(change.roleArn) };
    case 'editInlinePolicy':
      return { role: roleOf(change.roleArn), name: change.name };
    case 'editManagedPolicy':
      return { policy: tail(change.policyArn) };
    case 'attachPolicy':
    case 'detachPolicy':
      return { role: roleOf(change.roleArn), policy: tail(change.policyArn) };
    case 'makePermissionSet':
      return { name: change.made };
    case 'assign':
    case 'unassign':
      return { principal: who(change.principal), set: setOf(change.permissionSet), account: change.account };
    case 'delegate':
    case 'undelegate':
      return {
        principal: who(change.principal),
        role: roleOf(change.roleArn),
        directory: change.directoryId,
      };
    case 'map':
    case 'unmap':
      return { principal: who(change.principal), role: roleOf(change.roleArn) };
  }
}
