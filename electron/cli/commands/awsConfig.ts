import type { Command } from '../command.ts';
import { runVerb, type Verbs } from '../verbs.ts';
import { importProfile, takeKeys } from './awsConfig/brought.ts';
import { list, remove, write } from './awsConfig/profiles.ts';

const verbs: Verbs = {
  list: { takes: [0], does: list },
  write: { takes: [1], does: write },
  remove: { takes: [1], does: remove },
  import: { takes: [1], does: importProfile },
  'take-keys': { takes: [1], does: takeKeys },
};

export const awsConfig: Command = {
  name: 'aws-config',
  usage: 'list | write N --profile P [--preview] | remove P | import P … | take-keys P [--name N]',
  summary: 'profiles of the AWS configuration: have the AWS CLI and SDKs use sessions; bring profiles over',
  help: [
    'write N --profile P   a profile whose keys come from session N by `credential-process`. Lines that are not',
    '                      Treeline’s own stay as they are; the file as it was is kept beside. --preview writes nothing',
    'remove P              takes such a profile away',
    'import P              takes the session that profile P describes. [--name N] [--group G] [--keep-fresh]',
    '                      [--mfa-code -]; --access-key N signs with a key of the keychain. Where P runs a program,',
    '                      --run says that it may',
    'take-keys P           copies the long-term keys of profile P into the keychain; the file stays as it is',
    '',
    'AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE are honoured.',
  ],
  example: 'treeline aws-config write audit --profile audit && aws s3 ls --profile audit',
  options: {
    profile: { type: 'string' },
    preview: { type: 'boolean' },
    name: { type: 'string' },
    group: { type: 'string' },
    'keep-fresh': { type: 'boolean' },
    'access-key': { type: 'string' },
    'mfa-code': { type: 'string' },
    run: { type: 'boolean' },
  },
  takes: [1, 2],
  run: (context) =>
    runVerb(
      verbs,
      context,
      'Use `aws-config list`, `write N --profile P`, `remove P`, `import P` or `take-keys P`.',
    ),
};
