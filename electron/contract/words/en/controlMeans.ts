import type { ControlMeans } from '../../../domain/control/codes.ts';

/** By what means. */
export const controlMeans: Record<ControlMeans, string> = {
  right: 'by the right itself',
  writeDacl: 'by changing the permissions',
  writeOwner: 'by taking the ownership',
  owner: 'as the owner',
};
