/**
 * `node test/emulator/main.ts [port] [roles]`: the emulator by hand, with the default estate, or one account with so
 * many generated roles and nothing else. Prints what to set.
 */
import { defaultEstate } from './defaultEstate.ts';
import type { Estate } from './estate.ts';
import { generateEstate } from './generate.ts';
import { startEmulator } from './server.ts';

const [port = '4580', roles] = process.argv.slice(2);
const estate: Estate =
  roles === undefined
    ? defaultEstate
    : {
        ...generateEstate({ accounts: 1, roles: Number(roles), policies: 0, users: 0 }),
        organizations: [],
        identityCenters: [],
      };
const emulator = await startEmulator({ port: Number(port), estate });
const key = estate.accounts[0]!.keys[0]!;
console.log(`AWS_ENDPOINT_URL=${emulator.url}`);
console.log(`AWS_ACCESS_KEY_ID=${key.accessKeyId}`);
console.log(`AWS_SECRET_ACCESS_KEY=${key.secretAccessKey}`);
console.log('AWS_REGION=ap-northeast-2');
process.once('SIGINT', () => void emulator.close());
process.once('SIGTERM', () => void emulator.close());
