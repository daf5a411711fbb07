/** What policies allow, and exactly why. */
import { asks } from '../ask.ts';
import { catalogProcedures } from '../policy/catalog.ts';
import { decodeProcedures } from '../policy/decode.ts';
import { policyDraftProcedures } from '../policy/draft.ts';
import { policyExportProcedures } from '../policy/export.ts';
import { lintProcedures } from '../policy/lint.ts';
import { passRoleProcedures } from '../policy/passRole.ts';
import { placeProcedures } from '../policy/place.ts';

export const policyProcedures = {
  ...placeProcedures,
  ...passRoleProcedures,
  ...decodeProcedures,
  ...policyExportProcedures,
  ...catalogProcedures,
  ...lintProcedures,
  ...policyDraftProcedures,
};

export const policy = asks(policyProcedures);
