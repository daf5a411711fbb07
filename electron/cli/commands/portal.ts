import { storedPortalSchema } from '#contract/sessions/portal.ts';
import { takeSchema } from '#contract/sessions/session.ts';
import type { Portal } from '#contract/sessions/portal.ts';
import { choiceOption, type Command, type Context, textOption } from '../command.ts';
import { interruptible } from '../interrupt.ts';
import { needKeychain } from '../keychain.ts';
import { onePortal } from '../named.ts';
import { table } from '../output.ts';
import { signInAtPortal } from '../portalSignIn.ts';
import { withPrompts } from '../prompting.ts';
import { tellingCauses } from '../refused.ts';
import { sessionTable } from '../sessionLines.ts';
import { runVerb, type Verbs } from '../verbs.ts';
import { when } from '../words.ts';
import { checkLimits, wrong } from './sts/asked.ts';

const portalTable = (portals: readonly Portal[]): Iterable<string> =>
  portals.length === 0
    ? ['No portals. `treeline portal add NAME --start-url URL --region R` adds one.']
    : table([
        ['ID', 'NAME', 'START URL', 'REGION', 'SIGNED IN'],
        ...portals.map(({ id, name, startUrl, region, signedInUntil }) => [
          id,
          name,
          startUrl,
          region,
          signedInUntil === null ? 'no' : `until ${when(signedInUntil)}`,
        ]),
      ]);

const tell = ({ out }: Context, portal: Portal): void =>
  out.answer<'portals'>({ portal }, () => portalTable([portal]));

async function add(context: Context): Promise<void> {
  const { client, positionals, values } = context;
  const given = storedPortalSchema.omit({ id: true }).safeParse({
    name: positionals[0],
    startUrl: textOption(values, 'start-url') ?? '',
    region: textOption(values, 'region') ?? '',
  });
  if (!given.success)
    throw wrong('Give NAME, --start-url https://….awsapps.com/start and --region with the portal’s Region.');
  tell(context, await client.portals.save({ id: null, ...given.data }));
}

async function signIn(context: Context): Promise<void> {
  const { positionals, values } = context;
  await needKeychain(context);
  const { id } = await onePortal(context, positionals[0]!);
  const way = choiceOption(values, 'way', ['code', 'browser']) ?? 'code';
  const open = values['open'] === true;
  await interruptible((signal) => signInAtPortal(context, id, way, signal, open));
  tell(context, await onePortal(context, id));
}

async function signOut(context: Context): Promise<void> {
  const { id } = await onePortal(context, context.positionals[0]!);
  await context.client.portals.signOut({ id });
  tell(context, await onePortal(context, id));
}

async function accounts(context: Context): Promise<void> {
  const { id } = await onePortal(context, context.positionals[0]!);
  const found = await context.client.portals.accounts({ id });
  context.out.answer<'portalAccounts'>({ accounts: found }, () =>
    table([
      ['ACCOUNT', 'NAME', 'MAIL'],
      ...found.map(({ account, name, email }) => [account, name, email ?? '']),
    ]),
  );
}

function accountOf(text: string): string {
  if (!/^\d{12}$/.test(text)) throw wrong(`An account has twelve digits, not "${text}".`);
  return text;
}

async function roles(context: Context): Promise<void> {
  const [portal, account] = context.positionals as [string, string];
  const { id } = await onePortal(context, portal);
  const found = await context.client.portals.roles({ id, account: accountOf(account) });
  context.out.answer<'portalRoles'>({ account, roles: found }, () => found);
}

async function take(context: Context): Promise<void> {
  const { client, positionals, values, out } = context;
  const [wanted, account, roleName] = positionals as [string, string, string];
  const { id, region } = await onePortal(context, wanted);
  const request = {
    kind: 'portalRole',
    portal: id,
    account: accountOf(account),
    roleName,
    region: textOption(values, 'region') ?? region,
  } as const;
  checkLimits(request, {});
  const asked = takeSchema.safeParse({
    name: textOption(values, 'name') ?? `${roleName} ${account}`.slice(0, 64),
    request,
    group: textOption(values, 'group'),
    keepFresh: values['keep-fresh'] === true,
    once: null,
  });
  if (!asked.success) throw wrong('--name and --group take 1 to 64 characters.');
  await needKeychain(context);
  const session = await tellingCauses(context, request, () =>
    withPrompts(context, (signal) => client.sessions.take(asked.data, { signal })),
  );
  out.answer<'sts'>({ session }, () => sessionTable([session]));
}

const verbs: Verbs = {
  list: {
    takes: [0],
    does: async ({ client, out }) => {
      const portals = await client.portals.list();
      out.answer<'portals'>({ portals }, () => portalTable(portals));
    },
  },
  add: { takes: [1], does: add },
  remove: {
    takes: [1],
    does: async (context) => {
      const { id, name } = await onePortal(context, context.positionals[0]!);
      await context.client.portals.remove({ id });
      context.out.answer<'portals'>({ removed: id }, () => [`removed ${name}`]);
    },
  },
  'sign-in': { takes: [1], does: signIn },
  'sign-out': { takes: [1], does: signOut },
  accounts: { takes: [1], does: accounts },
  roles: { takes: [2], does: roles },
  take: { takes: [3], does: take },
};

export const portal: Command = {
  name: 'portal',
  usage:
    'list | add NAME … | sign-in P | accounts P | roles P ACCOUNT | take P ACCOUNT ROLE | sign-out P | remove P',
  summary: 'portals of IAM Identity Center: sign in, see accounts and roles, take one of them',
  help: [
    'P is a portal’s name, or its id.',
    '',
    'add NAME --start-url URL --region R    the portal’s address and its own Region',
    'sign-in P        shows an address and a code to compare; --way browser needs a browser on this machine,',
    '                 --open hands it the address',
    'sign-out P       ends the sign-in at the portal, and what was taken with it',
    'take P ACCOUNT ROLE    [--name N] [--group G] [--keep-fresh] [--region R]: the Region that it is used in',
  ],
  example: 'treeline portal take work 111122223333 ReadOnly --name audit',
  options: {
    'start-url': { type: 'string' },
    region: { type: 'string' },
    way: { type: 'string' },
    open: { type: 'boolean' },
    name: { type: 'string' },
    group: { type: 'string' },
    'keep-fresh': { type: 'boolean' },
  },
  takes: [1, 4],
  run: (context) =>
    runVerb(
      verbs,
      context,
      `Use \`portal ${Object.keys(verbs).join('`, `')}\`; \`treeline portal --help\` tells the rest.`,
    ),
};
