/** What policies allow, and exactly why. */
import { asks } from '../ask.ts';
import { placeProcedures } from '../policy/place.ts';

export const policyProcedures = {
  ...placeProcedures,
};

export const policy = asks(policyProcedures);
