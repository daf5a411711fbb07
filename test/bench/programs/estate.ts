/**
 * Reading an account of many roles: `estate.js ROUNDS`, the emulator named by AWS_ENDPOINT_URL. In every round the bare
 * paging loop of the SDK over the two operations that list roles, then our whole reading of the account. Prints one
 * JSON line; one round of each before the first is not counted.
 */
import { GetAccountAuthorizationDetailsCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import type {
  GetAccountAuthorizationDetailsCommandOutput as Details,
  ListRolesCommandOutput as Listed,
} from '@aws-sdk/client-iam';
import { createAws } from '#aws/createAws.ts';
import { median } from '../numbers.ts';
import { tell } from '../outcome.ts';

const rounds = Number(process.argv[2]);
const region = process.env['AWS_REGION']!;

/** Keeps what came, and does nothing with it. */
async function bare(): Promise<number> {
  const client = new IAMClient({ region, maxAttempts: 1 });
  const roles: unknown[] = [];
  const lengths: unknown[] = [];
  let marker: string | undefined;
  do {
    const page: Details = await client.send(
      new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000, Marker: marker }),
    );
    roles.push(...(page.RoleDetailList ?? []));
    marker = page.Marker;
  } while (marker !== undefined);
  do {
    const page: Listed = await client.send(new ListRolesCommand({ MaxItems: 1000, Marker: marker }));
    lengths.push(...(page.Roles ?? []));
    marker = page.Marker;
  } while (marker !== undefined);
  client.destroy();
  if (lengths.length !== roles.length) throw new Error('the two lists differ');
  return roles.length;
}

async function ours(): Promise<number> {
  const { roles } = await createAws().read({
    profile: null,
    regions: [region],
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onMissing: () => undefined,
  });
  if (roles.state !== 'read') throw new Error(`the roles are ${roles.state}`);
  return roles.value.length;
}

async function measured(work: () => Promise<number>) {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const roles = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { roles, wall: performance.now() - began, cpu: (user + system) / 1000 };
}

await tell(async () => {
  await bare();
  await ours();
  const theirs: Awaited<ReturnType<typeof measured>>[] = [];
  const own: typeof theirs = [];
  for (let round = 0; round < rounds; round++) {
    theirs.push(await measured(bare));
    own.push(await measured(ours));
  }
  if (theirs.some(({ roles }, at) => roles !== own[at]!.roles)) throw new Error('not all roles were read');
  return {
    roles: own[0]!.roles,
    'bare wall': median(theirs.map(({ wall }) => wall)),
    'bare cpu': median(theirs.map(({ cpu }) => cpu)),
    'our wall': median(own.map(({ wall }) => wall)),
    'our cpu': median(own.map(({ cpu }) => cpu)),
  };
});
