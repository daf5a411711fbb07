import type { AppliesCode } from '../../../domain/directory/security/codes.ts';

/** Where an entry takes effect. */
export const applies: Record<AppliesCode, string> = {
  thisObject: 'this object only',
  thisAndDescendants: 'this object and all below',
  descendants: 'all objects below',
  thisAndChildren: 'this object and its children',
  children: 'its children only',
  nowhere: 'nothing',
};
