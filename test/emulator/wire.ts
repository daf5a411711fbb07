/** What one request asks for and what is answered, before and after the protocol's own writing. */
import type { AccessKey, Account, Estate } from './estate.ts';

export type Service = 'ds' | 'iam' | 'sts';

/** An error as the services define it: code, HTTP status, sentence. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export interface Asked {
  readonly operation: string;
  readonly region: string;
  readonly key: AccessKey;
  readonly account: Account;
  readonly estate: Estate;
  readonly now: Date;
  readonly options: AnswerOptions;
  /** Makes temporary keys known. */
  readonly admit: (key: AccessKey) => void;
}

export interface AnswerOptions {
  /** Items on a page at most, whatever the request allows. */
  readonly pageSize: number;
  readonly emptyFirstPage: boolean;
  /** How IAM writes policy documents. The real service encodes them in these operations. */
  readonly documents: 'encoded' | 'plain';
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
