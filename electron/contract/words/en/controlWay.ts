import type { ControlWay } from '../../../domain/control/codes.ts';

/** How somebody decides over a group or a domain. */
export const controlWay: Record<ControlWay, string> = {
  genericAll: 'has full control of the group',
  genericWrite: 'may write everything of the group',
  writeAll: 'may write all its attributes',
  writeMembershipSet: 'may write the property set Membership',
  writeMember: 'may write member',
  selfMembership: 'may add and remove itself',
  writeDacl: 'may change its permissions',
  writeOwner: 'may make itself the owner',
  owner: 'owns it and may change its permissions',
  createGroup: 'may make a group with a name that opens a role',
  renameSam: 'may give another group that name',
  renameCn: 'may give another group that name by its cn',
  replicate: 'may replicate the domain with its secrets',
  replicateSoon: 'may give itself the right to replicate',
};
