/** userAccountControl, and the computed one that alone knows of lock-out and expiry. */
import { userAccountControlBits } from '../userAccountControl.ts';
import { flagsSyntax } from './flags.ts';

export const userAccountControlSyntax = flagsSyntax(
  'userAccountControl',
  ['userAccountControl', 'msDS-User-Account-Control-Computed'],
  userAccountControlBits,
);
