import type { PortalRoleRequest } from '../request.ts';
import type { CopyForm } from './forms.ts';
import { json, onOneLine, posixText, powerShellText, pythonText } from './quote.ts';

export interface CopiedPortal {
  readonly startUrl: string;
  readonly region: string;
}

/** A portal's role needs an access token, which is secret: a profile says who, and `aws sso login` gets the token. */
export function copyPortalRole(
  { account, roleName, region }: PortalRoleRequest,
  form: CopyForm,
  portal: CopiedPortal | null,
): string {
  const name = `${account}-${roleName}`.replace(/[^\w.@+-]/g, '-');
  const profile = [
    '~/.aws/config:',
    `[sso-session ${name}]`,
    `sso_start_url = ${portal?.startUrl ?? '<start URL>'}`,
    `sso_region = ${portal?.region ?? region}`,
    'sso_registration_scopes = sso:account:access',
    `[profile ${name}]`,
    `sso_session = ${name}`,
    `sso_account_id = ${account}`,
    `sso_role_name = ${roleName}`,
    `region = ${region}`,
    `aws sso login --profile ${name}`,
  ].map(onOneLine);
  const [last, ...first] = profile.toReversed();
  const noted = (sign: string, lines: readonly string[]) => lines.map((line) => `${sign} ${line}`);
  switch (form) {
    case 'cliPosix':
    case 'cliPowerShell': {
      const word = form === 'cliPosix' ? posixText(name) : powerShellText(name);
      return [
        ...noted('#', first.toReversed()),
        `aws sso login --profile ${word}`,
        `aws sts get-caller-identity --profile ${word}`,
      ].join('\n');
    }
    case 'boto3':
      return [
        ...noted('#', [...first.toReversed(), last!]),
        'import boto3',
        '',
        `session = boto3.Session(profile_name=${pythonText(name)})`,
      ].join('\n');
    case 'javascript':
      return [
        ...noted('//', [...first.toReversed(), last!]),
        `import { fromIni } from '@aws-sdk/credential-providers';`,
        '',
        `const credentials = await fromIni({ profile: ${json(name)} })();`,
      ].join('\n');
  }
}
