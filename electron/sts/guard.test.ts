import * as directoryService from '@aws-sdk/client-directory-service';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { readOperations } from '#aws/readOperations.ts';
import { guard } from './guard.ts';
import type { OperationList } from './guard.ts';
import { credentialOperations } from './operations.ts';

/** What the tests need of an SDK client and of its command classes, whichever service they are of. */
interface AnyClient {
  readonly middlewareStack: { use(plugin: ReturnType<typeof guard>): void };
  send(command: object): Promise<unknown>;
}
type CommandClass = new (input: object) => object;

const packages: [string, object, new (settings: object) => AnyClient, OperationList][] = [
  [
    'DirectoryServiceClient',
    directoryService,
    directoryService.DirectoryServiceClient as never,
    readOperations,
  ],
  ['IAMClient', iam, iam.IAMClient as never, readOperations],
  ['STSClient', sts, sts.STSClient as never, credentialOperations],
];

/** Every command class that a package exports, by operation. */
const commandsOf = (module: object): [string, CommandClass][] =>
  Object.entries(module)
    .filter(([name, value]) => /^[A-Z]\w+Command$/.test(name) && typeof value === 'function')
    .map(([name, value]) => [name.replace(/Command$/, ''), value as CommandClass]);

/** A client that reaches nothing: its handler says that it was asked, and its endpoint is never looked up. */
function isolated(Client: new (settings: object) => AnyClient, allowed: OperationList | null) {
  const sent: unknown[] = [];
  const client = new Client({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:9',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
    requestHandler: {
      handle: (request: unknown) => {
        sent.push(request);
        return Promise.reject(new Error('reached the network'));
      },
    },
  });
  if (allowed) client.middlewareStack.use(guard(allowed));
  return { client, sent };
}

describe.each(packages)('%s', (name, module, Client, allowed) => {
  const commands = commandsOf(module);

  it('exports the commands that this test stands on', () => {
    expect(commands.length).toBeGreaterThanOrEqual(
      { DirectoryServiceClient: 80, IAMClient: 170, STSClient: 11 }[name]!,
    );
  });

  it('lets nothing but the listed operations pass, of all that the package can send', async () => {
    const passed: string[] = [];
    for (const [operation, Command] of commands) {
      const { client, sent } = isolated(Client, allowed);
      const fault = await client.send(new Command({})).catch((error: unknown) => error as { code?: string });
      const blocked = (fault as { code?: string }).code === 'aws.blockedOperation';
      // What is blocked never reached the handler; what passed the guard got there, or failed on its empty input.
      expect([operation, blocked && sent.length > 0]).toEqual([operation, false]);
      if (!blocked) passed.push(operation);
    }
    expect(passed.toSorted()).toEqual(allowed[name]!.toSorted());
  });

  it('lists only operations that exist', () => {
    const known = new Set(commands.map(([operation]) => operation));
    expect(allowed[name]!.filter((operation) => !known.has(operation))).toEqual([]);
  });

  it('sends nothing at all without a list of its own', async () => {
    const [operation, Command] = commands[0]!;
    const { client, sent } = isolated(Client, { OtherClient: [operation] });
    await expect(client.send(new Command({}))).rejects.toMatchObject({
      code: 'aws.blockedOperation',
      params: { operation },
    });
    expect(sent).toEqual([]);
  });
});

it('would have sent a writing operation, were it not for the guard', async () => {
  const { client, sent } = isolated(iam.IAMClient as never, null);
  await expect(client.send(new iam.DeleteRoleCommand({ RoleName: 'Admin' }))).rejects.toThrow(
    'reached the network',
  );
  expect(sent).toHaveLength(1);
});

it('takes no name of Object’s own for a client', async () => {
  const stack = { add: (middleware: unknown) => void (added = middleware) };
  let added: unknown;
  guard({}).applyToStack(stack as never);
  const handle = (added as (next: unknown, context: object) => (args: object) => Promise<unknown>)(
    () => Promise.resolve('sent'),
    {
      clientName: 'constructor',
      commandName: 'GetRoleCommand',
    },
  );
  await expect(handle({})).rejects.toMatchObject({ code: 'aws.blockedOperation' });
});

it('lists nothing that writes, starts a job or answers with a secret', () => {
  const operations = Object.values(readOperations).flat();
  expect(operations.filter((operation) => !/^(Describe|Get|List)[A-Z]/.test(operation))).toEqual([]);
  expect(
    operations.filter((operation) =>
      /SSHPublicKey|CredentialReport|SecretAccessKey|VerifyTrust/.test(operation),
    ),
  ).toEqual([]);
});
