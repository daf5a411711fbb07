import { identityProviderSchema, type IdentityProvider } from '#contract/sessions/saml.ts';
import { type Command, type Context, textOption } from '../command.ts';
import { oneIdentityProvider } from '../named.ts';
import { table } from '../output.ts';
import { runVerb, type Verbs } from '../verbs.ts';
import { wrong } from './sts/asked.ts';

const providerTable = (providers: readonly IdentityProvider[]): Iterable<string> =>
  providers.length === 0
    ? ['No identity providers. `treeline identity-provider add NAME --sign-in-url URL` adds one.']
    : table([
        ['ID', 'NAME', 'SIGN-IN'],
        ...providers.map(({ id, name, signInUrl }) => [id, name, signInUrl]),
      ]);

async function add({ client, positionals, values, out }: Context): Promise<void> {
  const given = identityProviderSchema
    .omit({ id: true })
    .safeParse({ name: positionals[0], signInUrl: textOption(values, 'sign-in-url') ?? '' });
  if (!given.success)
    throw wrong('Give NAME, and with --sign-in-url the address where one begins to sign in to AWS there.');
  const identityProvider = await client.saml.saveProvider({ id: null, ...given.data });
  out.answer<'identityProviders'>({ identityProvider }, () => providerTable([identityProvider]));
}

const verbs: Verbs = {
  list: {
    takes: [0],
    does: async ({ client, out }) => {
      const identityProviders = await client.saml.providers();
      out.answer<'identityProviders'>({ identityProviders }, () => providerTable(identityProviders));
    },
  },
  add: { takes: [1], does: add },
  remove: {
    takes: [1],
    does: async (context) => {
      const { id, name } = await oneIdentityProvider(context, context.positionals[0]!);
      await context.client.saml.removeProvider({ id });
      context.out.answer<'identityProviders'>({ removed: id }, () => [`removed ${name}`]);
    },
  },
};

export const identityProvider: Command = {
  name: 'identity-provider',
  usage: 'list | add NAME --sign-in-url URL | remove N',
  summary: 'SAML identity providers, whose sign-in page a window opens',
  help: ['add NAME --sign-in-url URL   where one begins to sign in to AWS there'],
  example:
    'treeline identity-provider add adfs --sign-in-url https://sts.example.com/adfs/ls/idpinitiatedsignon',
  options: { 'sign-in-url': { type: 'string' } },
  takes: [1, 2],
  run: (context) =>
    runVerb(
      verbs,
      context,
      'Use `identity-provider list`, `identity-provider add NAME` or `identity-provider remove N`.',
    ),
};
