/** How long one call to AWS may take. All in milliseconds, save `attempts`. */
export interface CallLimits {
  /** Until the TCP (and TLS) connection stands. */
  readonly connectMs: number;
  /** Until the answer begins, for each attempt; also the longest silence inside an answer. */
  readonly answerMs: number;
  /** For one operation in all: credentials, attempts, the pauses between them and the answer's body. */
  readonly callMs: number;
  /** How often one request is sent at most; throttling and broken connections alone are tried again. */
  readonly attempts: number;
}

export const defaultLimits: CallLimits = { connectMs: 5_000, answerMs: 30_000, callMs: 120_000, attempts: 6 };
