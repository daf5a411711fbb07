/** What one request asks for and what is answered, before and after the protocol's own writing. */
import type { AccessKey, Account, Estate } from './estate.ts';
import type { PortalState } from './services/portalState.ts';

/** As in the actions of policies: `ds:DescribeDirectories`. */
export type ServiceName =
  | 'ds'
  | 'ds-data'
  | 'ec2'
  | 'iam'
  | 'identitystore'
  | 'organizations'
  /** The access portal, which the command line calls `sso`. */
  | 'portal'
  | 'sso'
  | 'sso-oidc'
  | 'sts';

/** An error as the services define it: code, HTTP status, sentence; `more` are fields of its own (JSON alone). */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: string, status: number, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.more = more;
  }
}

/** A request that its service refuses as such; each service has codes of its own for it. */
export class BadInput extends Error {
  readonly kind: 'invalid' | 'invalidToken';

  constructor(kind: 'invalid' | 'invalidToken', message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface Asked {
  readonly operation: string;
  readonly region: string;
  /** Nobody's where the operation needs no signature; so is the account. */
  readonly key: AccessKey;
  readonly account: Account;
  readonly estate: Estate;
  readonly now: Date;
  /** Where the emulator was asked: `http://127.0.0.1:4580`. */
  readonly origin: string;
  readonly options: AnswerOptions;
  /** Makes temporary keys known. */
  readonly admit: (key: AccessKey) => void;
  /** What this emulator keeps between requests: the reports that it was asked to make, by account: how often. */
  readonly reports: Map<string, number>;
  /** All keys that are known, by id. */
  readonly keys: ReadonlyMap<string, AccessKey>;
  /** MFA codes that were taken, with their device and moment: none is taken twice. */
  readonly codesUsed: Set<string>;
  readonly portal: PortalState;
}

export interface AnswerOptions {
  /** Items on a page at most, whatever the request allows. */
  readonly pageSize: number;
  readonly emptyFirstPage: boolean;
  /** How IAM writes policy documents. The real service encodes them in these operations. */
  readonly documents: 'encoded' | 'plain';
}

/** Parameters by name; a form's are all text, its lists arrays. */
export type Input = Readonly<Record<string, unknown>>;

/** Answers one operation with its output, in the shapes of the API. */
export type Operation = (asked: Asked, input: Input) => object;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** X-Amz-Target. */
  readonly target: string | undefined;
  /** X-Amz-Sso_bearer_token. */
  readonly bearer: string | undefined;
  readonly body: string;
}

/** How a service is spoken to. */
export interface Protocol {
  /** The operation and how to read its parameters; null for a request to another service. */
  recognise(request: RawRequest): { readonly operation: string; input(): Input } | null;
  reply(operation: string, output: object, requestId: string): Reply;
  error(error: ServiceError, requestId: string): Reply;
  /** For an operation that the service has not. */
  readonly unknownOperation: string;
  /** Codes and status of refused signatures. */
  readonly refusals: Refusals;
}

export interface Refusals {
  readonly missing: string;
  readonly incomplete: string;
  readonly unknownKey: string;
  readonly expired: string;
  readonly signature: string;
  /** All of them but `incomplete`, which is 400 everywhere. */
  readonly status: number;
}

export interface Service {
  readonly name: ServiceName;
  /** In the scope of the signature: `sso` for Identity Center's administration. */
  readonly signingName: string;
  readonly protocol: Protocol;
  readonly codes: {
    readonly denied: readonly [code: string, status: number];
    readonly throttled: readonly [code: string, status: number];
    readonly invalid: string;
    readonly invalidToken: string;
  };
  readonly operations: Readonly<Record<string, Operation>>;
  /** Operations that nobody signs. */
  readonly unsigned?: readonly string[];
}
