import type { SessionRequest } from '../request.ts';
import { boto3 } from './boto3.ts';
import { callOf } from './call.ts';
import { cliPosix, cliPowerShell } from './cli.ts';
import type { CopyForm } from './forms.ts';
import { javascript } from './javascript.ts';
import { copyPortalRole } from './portal.ts';
import type { CopiedPortal } from './portal.ts';

const writers = { cliPosix, cliPowerShell, boto3, javascript };

/**
 * A request as lines to paste, with all that it asks for and without a secret: an MFA code is asked for at a prompt, a SAML
 * response and a web identity token come out of a file.
 * @param portal of a `portalRole`; null leaves a place for its address
 */
export function copyAs(request: SessionRequest, form: CopyForm, portal: CopiedPortal | null = null): string {
  const lines =
    request.kind === 'portalRole' ? copyPortalRole(request, form, portal) : writers[form](callOf(request));
  return `${lines}\n`;
}
