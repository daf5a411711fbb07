/** Why bytes or a text are no security descriptor. */
export type SecurityDescriptorFault =
  /** The bytes end before what they announce. */
  | 'truncated'
  | 'revision'
  /** Not in the self-relative form: its offsets mean memory of another machine. */
  | 'notSelfRelative'
  | 'sid'
  | 'aclSize'
  | 'aceSize'
  | 'syntax'
  | 'right'
  | 'flag'
  | 'aceType'
  | 'guid'
  /** An alias that means a SID of a domain, and the domain is not known. */
  | 'domainUnknown'
  /** A conditional expression as text: only its hexadecimal form is taken. */
  | 'condition';

/** `at`: byte of the descriptor, or character of the text. */
export class SecurityDescriptorError extends Error {
  readonly code: SecurityDescriptorFault;
  readonly at: number;
  constructor(code: SecurityDescriptorFault, at: number) {
    super(`${code} at ${at}`);
    this.name = 'SecurityDescriptorError';
    this.code = code;
    this.at = at;
  }
}
