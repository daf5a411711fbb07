/** The role of a SAML response, where none or only half of it is named: the one that fits, or a list to choose from. */
import type { Once } from '#contract/sessions/request.ts';
import type { SamlRequest } from '#domain/session/request.ts';
import type { Context } from '../../command.ts';
import { wrong } from './asked.ts';

export async function chosenRole(
  { client }: Context,
  request: SamlRequest,
  once: Once,
): Promise<{ request: SamlRequest; once: Once }> {
  const { handle, roles } = await client.saml.read(once);
  const fitting = roles.filter(
    ({ roleArn, principalArn }) =>
      [roleArn, ''].includes(request.roleArn) && [principalArn, ''].includes(request.principalArn),
  );
  const [role, ...others] = fitting;
  if (!role)
    throw wrong(
      `The response offers no such role. It offers: ${roles.map(({ roleArn }) => roleArn).join(', ') || 'none'}.`,
    );
  if (others.length > 0)
    throw wrong(
      `Choose one with --role-arn (and --principal-arn): ${fitting.map(({ roleArn, principalArn }) => `${roleArn} by ${principalArn}`).join(', ')}.`,
    );
  const { roleArn, principalArn } = role;
  return { request: { ...request, roleArn, principalArn }, once: { kind: 'samlHandle', handle } };
}
