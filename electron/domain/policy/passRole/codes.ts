/** Codes about roles that are handed to services or taken one after the other. Words: `policyPass.`. */

/** What whoever passes a role gets of it. */
export const passYields = [
  /** Code or commands of the passer run with the role: its keys are within reach. */
  'code',
  /** The service makes and changes resources of the passer's choice with the role. */
  'deployment',
  /** The service calls what the passer wrote down, one call after the other. */
  'calls',
  /** The service sends what it is told to a place of the passer's choice. */
  'delivery',
] as const;
export type PassYield = (typeof passYields)[number];

/** Why a chain of roles goes no further. */
export const chainEnds = [
  /** No other role can be taken from here. */
  'last',
  /** The role stands on this chain already. */
  'circle',
  /** What can be taken from here is told elsewhere. */
  'toldElsewhere',
  /** Longer than is followed. */
  'tooLong',
] as const;
export type ChainEnd = (typeof chainEnds)[number];

/** Whether a role may do what whoever hands it may not. */
export const reachStates = [
  /** There are examples. */
  'more',
  /** None was found among what was asked. */
  'none',
  /** The passer's own policies allow all that the role's own do. */
  'notMore',
] as const;
export type ReachState = (typeof reachStates)[number];
