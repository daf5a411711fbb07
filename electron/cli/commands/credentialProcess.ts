import type { Command } from '../command.ts';
import { runCredentialProcess, usage } from '../credentials/run.ts';

export const credentialProcess: Command = {
  name: 'credential-process',
  usage,
  summary: 'print a session’s keys as AWS’s credential_process has it, for the AWS CLI and SDKs',
  help: [
    '`treeline aws-config write` puts it into a profile, as a program of its own that starts faster.',
    'A session that is no longer fresh is taken again: once, however many programs ask. Where a code or a sign-in is',
    'needed, a window of Treeline asks for it; where none is open, it ends at once and says so.',
    '--timeout SECONDS   how long it may take in all, 1 to 600 (60)',
  ],
  example: 'treeline credential-process audit',
  options: { timeout: { type: 'string' } },
  takes: [1, 1],
  async run({ positionals, values }) {
    const timeout = values['timeout'];
    const args = ['--', ...positionals];
    process.exit(
      await runCredentialProcess(timeout === undefined ? args : [`--timeout=${String(timeout)}`, ...args]),
    );
  },
};
