/** What a value of the Role attribute names. Source: IAM User Guide, "Configure SAML assertions": `role,provider`, in either order. */

export interface RoleClaim {
  /** As claimed; null = the value names no role, or not one alone. */
  readonly roleArn: string | null;
  readonly account: string;
  /** The last part of the ARN. */
  readonly roleName: string;
  readonly providerArn: string | null;
}

const role = /^arn:aws[a-z-]*:iam::(\d{12}):role\/((?:[\w+=,.@-]+\/)*)([\w+=,.@-]{1,64})$/;
const provider = /^arn:aws[a-z-]*:iam::\d{12}:saml-provider\/[\w.-]{1,128}$/;

/** A role's name may hold a comma, so the value is cut before the second ARN. */
export function readRoleClaim(value: string): RoleClaim {
  const parts = value.trim().split(/\s*,\s*(?=arn:)/);
  const roles = parts.filter((part) => role.test(part));
  const providers = parts.filter((part) => provider.test(part));
  const [, account = '', , roleName = value] = role.exec(roles[0] ?? '') ?? [];
  const whole = parts.length === 2 && roles.length === 1 && providers.length === 1;
  return {
    roleArn: whole ? roles[0]! : null,
    account,
    roleName,
    providerArn: whole ? providers[0]! : null,
  };
}
