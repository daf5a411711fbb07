/** `treeline sts assume-role` and its like: takes a session into the keychain, or says the request's lines for other tools. */
import type { Once } from '#contract/sessions/request.ts';
import { takeSchema } from '#contract/sessions/session.ts';
import { copyAs } from '#domain/session/copyAs/copyAs.ts';
import type { CopyForm } from '#domain/session/copyAs/forms.ts';
import type { SessionRequest } from '#domain/session/request.ts';
import { choiceOption, type Context, textOption } from '../../command.ts';
import { needKeychain } from '../../keychain.ts';
import { oneIdentityProvider } from '../../named.ts';
import { onceOf, withPrompts } from '../../prompting.ts';
import { tellingCauses } from '../../refused.ts';
import { allFromStdin, secretFromPrompt, secretFromStdin } from '../../secret.ts';
import { sessionTable } from '../../sessionLines.ts';
import {
  checkLimits,
  checkOptions,
  nameOf,
  optionsOf,
  requestOf,
  wrong,
  type TakeOperation,
} from './asked.ts';
import { chosenRole } from './samlRole.ts';
import { policyOf, regionOf, signingOf } from './source.ts';

const forms = { cli: 'cliPosix', powershell: 'cliPowerShell', boto3: 'boto3', javascript: 'javascript' } as const satisfies Record<string, CopyForm>; // prettier-ignore
const formNames = Object.keys(forms) as (keyof typeof forms)[];

export const taking =
  (operation: TakeOperation) =>
  async (context: Context): Promise<void> => {
    const { client, values, out } = context;
    checkOptions(operation, optionsOf[operation], values);
    const form = choiceOption(values, 'copy-as', formNames);
    if (form !== null && values['mfa-code'] !== undefined)
      throw wrong('--copy-as takes nothing, and so needs no --mfa-code.');
    const signing = 'profile' in optionsOf[operation] ? await signingOf(context) : null;
    const provider = textOption(values, 'identity-provider');
    const request = requestOf(operation, values, {
      source: signing?.source ?? { kind: 'profile', profile: null },
      policy: await policyOf(values),
      identityProvider: provider === null ? null : (await oneIdentityProvider(context, provider)).id,
      region: regionOf(values),
    });
    const known = signing?.known ?? {};
    const unnamed = request.kind === 'saml' && (request.roleArn === '' || request.principalArn === '');
    // Which role it is of may stand in the response alone, and that is asked for below.
    if (form !== null || !unnamed) noteAll(context, checkLimits(request, known));
    if (form !== null) {
      const lines = copyAs(request, forms[form]);
      return out.json ? out.answer<'stsCopied'>({ form, lines }, () => []) : out.text(lines);
    }
    const withCode = codeComes(context, request);
    await needKeychain(context);
    const { request: whole, once } = await withOnce(context, request, unnamed, withCode);
    if (unnamed) noteAll(context, checkLimits(whole, known));
    const take = takeSchema.safeParse({
      name: nameOf(operation, { ...values, 'role-arn': 'roleArn' in whole ? whole.roleArn : undefined }),
      request: whole,
      group: textOption(values, 'group'),
      keepFresh: values['keep-fresh'] === true,
      once,
    });
    if (!take.success) throw wrong(`${String(take.error.issues[0]?.path.at(-1))} is too long.`);
    const workspace = textOption(values, 'workspace');
    if (workspace !== null) await context.engine.workspace.open(workspace, { mode: 'open' });
    const session = await tellingCauses(context, whole, () =>
      withPrompts(context, (signal) => client.sessions.take(take.data, { signal })),
    );
    out.answer<'sts'>({ session }, () => sessionTable([session]));
  };

function noteAll({ out }: Context, sentences: readonly string[]): void {
  for (const sentence of sentences) out.note(`treeline: ${sentence}`);
}

const onStdin = 'It comes on standard input: it is a secret, and no argument.';

/** Whether an MFA code comes on standard input. */
function codeComes({ values }: Context, request: SessionRequest): boolean {
  const code = textOption(values, 'mfa-code');
  if (code === null) return false;
  if (code !== '-')
    throw wrong('--mfa-code takes - alone: the code comes on standard input, and is no argument.');
  if (!('mfaSerial' in request) || request.mfaSerial === null)
    throw wrong('--mfa-code is the code of a device: name it with --mfa-serial.');
  return true;
}

/** The request, whole, with what is needed once. */
async function withOnce(
  context: Context,
  request: SessionRequest,
  unnamed: boolean,
  withCode: boolean,
): Promise<{ request: SessionRequest; once: Once | null }> {
  if (request.kind === 'saml') {
    const once = onceOf('samlResponse', await given('SAML response', 'SAML response (base64): '));
    return unnamed ? chosenRole(context, request, once) : { request, once };
  }
  if (request.kind === 'webIdentity') {
    const token = await given('web identity token', 'Web identity token: ');
    return { request, once: onceOf('webIdentityToken', token) };
  }
  return { request, once: withCode ? onceOf('mfaCode', await secretFromStdin('MFA code')) : null };
}

const given = (what: string, question: string): Promise<string> =>
  process.stdin.isTTY ? secretFromPrompt(question, onStdin) : allFromStdin(what);
