import { addAccessKeySchema, type AccessKey } from '#contract/sessions/accessKey.ts';
import { type Command, type Context, textOption } from '../command.ts';
import { needKeychain } from '../keychain.ts';
import { oneAccessKey } from '../named.ts';
import { table } from '../output.ts';
import { secretFromPrompt, secretFromStdin } from '../secret.ts';
import { runVerb, type Verbs } from '../verbs.ts';
import { when } from '../words.ts';
import { wrong } from './sts/asked.ts';

const keyTable = (keys: readonly AccessKey[]): Iterable<string> =>
  keys.length === 0
    ? ['No access keys. `treeline access-key add NAME --key-id ID` adds one.']
    : table([
        ['ID', 'NAME', 'KEY', 'OF', 'ADDED', ''],
        ...keys.map(({ id, name, accessKeyTail, userArn, account, addedAt, present }) => [
          id,
          name,
          `…${accessKeyTail}`,
          userArn ?? account ?? 'not known',
          when(addedAt),
          present ? '' : 'not in the keychain',
        ]),
      ]);

const instead = 'The secret comes on standard input: it is a secret, and no argument.';

async function add(context: Context): Promise<void> {
  const { client, positionals, values, out } = context;
  const id = addAccessKeySchema.shape.accessKeyId.safeParse(textOption(values, 'key-id') ?? '');
  if (!id.success)
    throw wrong(
      '--key-id takes the id of a long-term key, AKIA and 16 more. Keys of sessions begin with ASIA, and are not kept.',
    );
  await needKeychain(context);
  const secretAccessKey = (
    process.stdin.isTTY
      ? await secretFromPrompt('Secret access key: ', instead)
      : await secretFromStdin('secret access key')
  ).trim();
  const given = addAccessKeySchema.safeParse({
    name: positionals[0],
    accessKeyId: id.data,
    secretAccessKey,
    mfaSerial: textOption(values, 'mfa-serial'),
  });
  if (!given.success)
    // The field alone: what was typed is a secret.
    throw wrong(
      `${wrongFields[String(given.error.issues[0]?.path[0])] ?? 'A value'} has not the right length.`,
    );
  const accessKey = await client.accessKeys.add(given.data);
  out.answer<'accessKeys'>({ accessKey }, () => keyTable([accessKey]));
}

const wrongFields: Readonly<Record<string, string>> = {
  name: 'The name',
  secretAccessKey: 'The secret access key',
  mfaSerial: '--mfa-serial',
};

const verbs: Verbs = {
  list: {
    takes: [0],
    does: async ({ client, out }) => {
      const accessKeys = await client.accessKeys.list();
      out.answer<'accessKeys'>({ accessKeys }, () => keyTable(accessKeys));
    },
  },
  add: { takes: [1], does: add },
  remove: {
    takes: [1],
    does: async (context) => {
      const { id, name } = await oneAccessKey(context, context.positionals[0]!);
      await context.client.accessKeys.remove({ id });
      context.out.answer<'accessKeys'>({ removed: id }, () => [`removed ${name}`]);
    },
  },
};

export const accessKey: Command = {
  name: 'access-key',
  usage: 'list | add NAME --key-id AKIA… | remove N',
  summary: 'long-term access keys in the keychain, to take sessions with',
  help: [
    'add NAME --key-id ID [--mfa-serial SERIAL]   the secret is asked for, or is the first line of standard',
    '                                             input. AWS is asked whose key it is; one that it refuses is not kept',
    'remove N                                     forgets it here; in AWS it stays',
  ],
  example: 'treeline access-key add kim --key-id AKIAIOSFODNN7EXAMPLE',
  options: { 'key-id': { type: 'string' }, 'mfa-serial': { type: 'string' } },
  takes: [1, 2],
  run: (context) =>
    runVerb(verbs, context, 'Use `access-key list`, `access-key add NAME` or `access-key remove N`.'),
};
