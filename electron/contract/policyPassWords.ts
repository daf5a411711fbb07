/** What roles handed on, chains and decoded messages need words for: keys of `words/{en,ko}/policyPass.ts`. */
import type { ChainEnd, PassYield, ReachState } from '../domain/policy/passRole/codes.ts';
import type { DecodeGap } from './policy/decode.ts';

export type PolicyPassCode =
  | `policyPass.yield.${PassYield}`
  | `policyPass.end.${ChainEnd}`
  | `policyPass.reach.${ReachState}`
  | `policyDecode.${DecodeGap}`;
