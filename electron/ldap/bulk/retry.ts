/** How often, and after which pauses, a broken connection is dialled again. */
export interface Retry {
  /** Seconds before each try to connect, one after another, until something was read again. Then the last fault stands. */
  readonly pauses: readonly number[];
  /** How often one reading may begin again after it had read something. */
  readonly restarts: number;
}

/** About a minute: as long as a controller takes to start its directory again. */
export const defaultRetry: Retry = { pauses: [0.5, 2, 6, 15, 35], restarts: 5 };
