import type { AceFlagCode } from '../../../domain/directory/security/codes.ts';

/** Header flags of an entry. */
export const aceFlag: Record<AceFlagCode, string> = {
  OI: 'inherited by leaf objects',
  CI: 'inherited by containers',
  NP: 'not passed on further',
  IO: 'does not apply here',
  ID: 'inherited',
  SA: 'audits success',
  FA: 'audits failure',
};
