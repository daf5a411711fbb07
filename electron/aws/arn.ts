import type { Partition } from '../domain/estate/facts.ts';

export interface ArnParts {
  readonly partition: string;
  /** Twelve digits, `aws` for what AWS manages, or empty. */
  readonly account: string;
  readonly resource: string;
}

/** The parts of an ARN: `arn:partition:service:region:account:resource`. Null where the text is none. */
export function parseArn(text: string): ArnParts | null {
  const match = /^arn:([^:]+):[^:]*:[^:]*:([^:]*):(.+)$/s.exec(text);
  return match ? { partition: match[1]!, account: match[2]!, resource: match[3]! } : null;
}

/** Null for a partition that the facts have no name for. */
export function knownPartition(text: string): Partition | null {
  return text === 'aws' || text === 'aws-cn' || text === 'aws-us-gov' ? text : null;
}
