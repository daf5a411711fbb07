import type { TrustKind, TrustProblemCode } from './trustKinds.ts';

/** One principal of a statement, sorted by how it takes a role. */
export interface TrustPrincipal {
  readonly kind: TrustKind;
  readonly value: string;
  readonly path: string;
}

type Json = Readonly<Record<string, unknown>>;
type Report = (code: TrustProblemCode, path: string) => void;

/** Unique ids that IAM leaves in the place of a principal that was deleted (AIDA… user, AROA… role). */
const deletedPrincipal = /^A(IDA|ROA)[A-Z0-9]{12,}$/;
const awsPrincipal = /^(\d{12}|arn:[a-z0-9-]+:(iam|sts)::\d{12}:.+)$/;
const samlProvider = /^arn:[a-z0-9-]+:iam::\d{12}:saml-provider\/(.+)$/;
const oidcProvider = /^arn:[a-z0-9-]+:iam::\d{12}:oidc-provider\/.+$/;
/** The provider that Identity Center makes in each account. */
const identityCenterProvider = /^AWSSSO_.+_DO_NOT_DELETE$/;
const directoryService = /^ds(\.[a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/i;
const hostName = /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/.*)?$/i;

/** The principals of a statement; what is none is reported with its path. */
export function principalsOf(statement: Json, path: string, report: Report): TrustPrincipal[] {
  const principal = statement['Principal'];
  if (principal === undefined && statement['NotPrincipal'] !== undefined) {
    // Allowed with NotPrincipal = everybody but those named. A Deny by it is not taken to close anything.
    report('notPrincipal', `${path}.NotPrincipal`);
    return statement['Effect'] === 'Allow'
      ? [{ kind: 'anyone', value: '*', path: `${path}.NotPrincipal` }]
      : [];
  }
  const at = `${path}.Principal`;
  if (principal === '*') return [{ kind: 'anyone', value: '*', path: at }];
  if (
    typeof principal !== 'object' ||
    principal === null ||
    Array.isArray(principal) ||
    Object.keys(principal).length === 0
  ) {
    report(principal === undefined ? 'principalMissing' : 'principalUnknown', at);
    return [];
  }
  return Object.entries(principal).flatMap(([type, values]: [string, unknown]) =>
    (Array.isArray(values) ? (values as readonly unknown[]) : [values]).flatMap((value, index) => {
      const place = Array.isArray(values) ? `${at}.${type}[${index}]` : `${at}.${type}`;
      const kind = typeof value === 'string' ? kindOf(type, value) : 'principalUnknown';
      if (kind !== 'principalUnknown' && kind !== 'principalDeleted')
        return [{ kind, value: value as string, path: place }];
      report(kind, place);
      return [];
    }),
  );
}

function kindOf(type: string, value: string): TrustKind | 'principalUnknown' | 'principalDeleted' {
  if (type === 'AWS') {
    if (value === '*') return 'anyone';
    if (deletedPrincipal.test(value)) return 'principalDeleted';
    return awsPrincipal.test(value) ? 'account' : 'principalUnknown';
  }
  if (type === 'Service') {
    if (directoryService.test(value)) return 'ds';
    return hostName.test(value) ? 'service' : 'principalUnknown';
  }
  if (type !== 'Federated') return 'principalUnknown';
  const provider = samlProvider.exec(value)?.[1];
  if (provider !== undefined) return identityCenterProvider.test(provider) ? 'identity-center' : 'saml';
  return oidcProvider.test(value) || hostName.test(value) ? 'web-identity' : 'principalUnknown';
}
