import { Fault } from '#contract/faults.ts';
import { startReadAws } from '#engine/work.ts';
import { type Command, textOption } from '../command.ts';
import { saidSnapshot, saidSource } from '../documents.ts';
import { waitFor } from '../jobs.ts';
import { missingLine, when } from '../words.ts';
import { snapshotOf, writing } from '../workspaces.ts';

export const aws: Command = {
  name: 'aws',
  usage: 'WS [--profile P] [--regions R,…]',
  summary: 'read directories, IAM and SAML providers of an AWS account into a snapshot',
  help: [
    '--profile P          a profile of the AWS configuration; otherwise the standard credential chain',
    '--regions R,…        Regions to look for directories in (AWS_REGION, or us-east-1)',
    '',
    'AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE> are honoured.',
    'What may not be read is named and shown as not readable; the rest is read.',
  ],
  example: 'treeline aws corp.treeline --profile audit --regions eu-central-1,eu-west-1',
  options: {
    profile: { type: 'string' },
    regions: { type: 'string' },
    'all-accounts': { type: 'boolean' },
    'role-name': { type: 'string' },
  },
  takes: [1, 1],
  async run(context) {
    const { engine, values, out } = context;
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
    const { source, snapshot } = await writing(context, async () => {
      const job = await waitFor(context, startReadAws(engine, textOption(values, 'profile'), regions));
      return snapshotOf(context, job.snapshotId);
    });
    out.answer<'aws'>({ source: saidSource(source), snapshot: saidSnapshot(snapshot) }, () => [
      `account ${source.name}: read, as of ${when(snapshot.readAt)}`,
      ...snapshot.missing.map((each) => `not readable: ${missingLine(each)}`),
    ]);
  },
};
