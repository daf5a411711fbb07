/**
 * `credential-process`: a program of its own, which AWS's tools start each time that they need keys. It loads little, says the keys
 * on standard output and nothing else, one sentence on standard error where there are none, and always ends.
 */
import { runCredentialProcess } from './credentials/run.ts';

process.exit(await runCredentialProcess(process.argv.slice(2)));
