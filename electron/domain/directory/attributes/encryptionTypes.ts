/** msDS-SupportedEncryptionTypes: zero leaves the choice to the domain controller. */
import { encryptionTypeBits } from '../supportedEncryptionTypes.ts';
import { flagsSyntax } from './flags.ts';

export const encryptionTypesSyntax = flagsSyntax(
  'encryptionTypes',
  ['msDS-SupportedEncryptionTypes'],
  encryptionTypeBits,
  (value) => (value === 0 ? 'defaultEncryption' : null),
);
