import { Fault } from '#contract/faults.ts';
import { startReadAws } from '#engine/work.ts';
import { type Command, textOption } from '../command.ts';
import { waitFor } from '../jobs.ts';

export const aws: Command = {
  name: 'aws',
  usage: 'WS [--profile P] [--regions R,…]',
  summary: 'read directories, IAM and SAML providers of an AWS account into a snapshot',
  help: [
    '--profile P          a profile of the AWS configuration; otherwise the standard credential chain',
    '--regions R,…        Regions to look for directories in (AWS_REGION, or us-east-1)',
    'AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE> are honoured.',
  ],
  options: {
    profile: { type: 'string' },
    regions: { type: 'string' },
    'all-accounts': { type: 'boolean' },
    'role-name': { type: 'string' },
  },
  takes: [1, 1],
  async run(context) {
    const { engine, positionals, values, out } = context;
    if (values['all-accounts'] === true || values['role-name'])
      throw new Fault('usage.notBuilt', { name: 'aws --all-accounts' });
    const named =
      textOption(values, 'regions') ??
      process.env['AWS_REGION'] ??
      process.env['AWS_DEFAULT_REGION'] ??
      'us-east-1';
    const regions = named.split(',').map((region) => region.trim());
    const odd = regions.find((region) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region));
    if (odd !== undefined) throw new Fault('usage.invalid', { detail: `"${odd}" is not a Region.` });
    await engine.workspace.open(positionals[0]!, { mode: 'openOrCreate' });
    const job = await waitFor(context, startReadAws(engine, textOption(values, 'profile'), regions));
    const { sources } = await engine.workspace.info();
    const source = sources.find(({ snapshots }) => snapshots.some(({ id }) => id === job.snapshotId))!;
    const snapshot = source.snapshots.find(({ id }) => id === job.snapshotId)!;
    out.answer({ source: source.name, snapshot }, () => [
      `${source.name}: read at ${snapshot.readAt}`,
      ...snapshot.missing.map(({ where, code }) => `not readable: ${where} (${code})`),
    ]);
  },
};
