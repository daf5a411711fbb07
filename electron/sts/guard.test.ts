import * as directoryService from '@aws-sdk/client-directory-service';
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as identityStore from '@aws-sdk/client-identitystore';
import * as organizations from '@aws-sdk/client-organizations';
import * as ssoAdmin from '@aws-sdk/client-sso-admin';
import * as sts from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { readOperations, reportOperations } from '#aws/readOperations.ts';
import { guard, joined } from './guard.ts';
import type { OperationList } from './guard.ts';
import { credentialOperations } from './operations.ts';

/** What the tests need of an SDK client and of its command classes, whichever service they are of. */
interface AnyClient {
  readonly middlewareStack: { use(plugin: ReturnType<typeof guard>): void };
  send(command: object): Promise<unknown>;
}
type CommandClass = new (input: object) => object;
type ClientClass = new (settings: object) => AnyClient;

/** Client class, its package, how many operations that has at least, and what may pass. */
const packages: [string, Readonly<Record<string, unknown>>, number, OperationList][] = [
  ['DirectoryServiceClient', directoryService, 80, readOperations],
  ['IAMClient', iam, 170, readOperations],
  ['OrganizationsClient', organizations, 60, readOperations],
  ['SSOAdminClient', ssoAdmin, 75, readOperations],
  ['IdentitystoreClient', identityStore, 19, readOperations],
  ['EC2Client', ec2, 800, readOperations],
  ['STSClient', sts, 11, credentialOperations],
];
const everyReport = joined(readOperations, ...Object.values(reportOperations));

/** Every command class that a package exports, by operation. */
const commandsOf = (module: object): [string, CommandClass][] =>
  Object.entries(module)
    .filter(([name, value]) => /^[A-Z]\w+Command$/.test(name) && typeof value === 'function')
    .map(([name, value]) => [name.replace(/Command$/, ''), value as CommandClass]);

/** A client that reaches nothing: its handler says that it was asked, and its endpoint is never looked up. */
function isolated(Client: ClientClass, allowed: OperationList | null) {
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

/** The operations that reach the handler, or fail on their empty input, of all that the package can send. */
async function passing(Client: ClientClass, commands: [string, CommandClass][], allowed: OperationList) {
  const { client, sent } = isolated(Client, allowed);
  const passed: string[] = [];
  for (const [operation, Command] of commands) {
    const before = sent.length;
    const fault = await client.send(new Command({})).catch((error: unknown) => error as { code?: string });
    const blocked = (fault as { code?: string }).code === 'aws.blockedOperation';
    expect([operation, blocked && sent.length > before]).toEqual([operation, false]);
    if (!blocked) passed.push(operation);
  }
  return passed.toSorted();
}

describe.each(packages)('%s', (name, module, least, allowed) => {
  const commands = commandsOf(module);
  const Client = module[name] as ClientClass;

  it('exports the commands that this test stands on', () => {
    expect(commands.length).toBeGreaterThanOrEqual(least);
  });

  it('lets nothing but the listed operations pass, of all that the package can send', async () => {
    expect(await passing(Client, commands, allowed)).toEqual(allowed[name]!.toSorted());
  });

  it('lists only operations that exist', () => {
    const known = new Set(commands.map(([operation]) => operation));
    const listed = allowed === readOperations ? everyReport : allowed;
    expect(listed[name]!.filter((operation) => !known.has(operation))).toEqual([]);
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

describe.each(Object.entries(reportOperations))('the report %s', (report, operations) => {
  const [clientName] = Object.keys(operations) as [string];
  const [, module] = packages.find(([name]) => name === clientName)!;
  const commands = commandsOf(module);
  const Client = module[clientName] as ClientClass;
  const own = Object.values(operations).flat();

  it('passes only where it was asked for by name, with nothing else beside it', async () => {
    const asked = await passing(Client, commands, joined(readOperations, operations));
    expect(asked).toEqual([...readOperations[clientName]!, ...own].toSorted());
    const others = Object.entries(reportOperations)
      .filter(([name]) => name !== report)
      .map(([, other]) => other);
    const unasked = await passing(Client, commands, joined(readOperations, ...others));
    expect(unasked.filter((operation) => own.includes(operation))).toEqual([]);
  });
});

it('names no client that is not tested here', () => {
  expect(Object.keys(everyReport).toSorted()).toEqual(
    packages
      .filter(([, , , allowed]) => allowed === readOperations)
      .map(([name]) => name)
      .toSorted(),
  );
});

it('lists nothing that writes, starts a job or answers with a secret', () => {
  const operations = Object.values(readOperations).flat();
  expect(operations.filter((operation) => !/^(Describe|Get|List|IsMember)[A-Z]/.test(operation))).toEqual([]);
  expect(
    operations.filter((operation) =>
      /SSHPublicKey|CredentialReport|SecretAccessKey|VerifyTrust|ServerCertificate|PasswordData|UserData|ConsoleOutput/.test(
        operation,
      ),
    ),
  ).toEqual([]);
});
