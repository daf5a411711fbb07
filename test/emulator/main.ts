/** `node test/emulator/main.ts [port]`: the emulator by hand, with the default estate. Prints what to set. */
import { defaultEstate } from './defaultEstate.ts';
import { startEmulator } from './server.ts';

const emulator = await startEmulator({ port: Number(process.argv[2] ?? 4580) });
const key = defaultEstate.accounts[0]!.keys[0]!;
console.log(`AWS_ENDPOINT_URL=${emulator.url}`);
console.log(`AWS_ACCESS_KEY_ID=${key.accessKeyId}`);
console.log(`AWS_SECRET_ACCESS_KEY=${key.secretAccessKey}`);
console.log('AWS_REGION=ap-northeast-2');
process.once('SIGINT', () => void emulator.close());
process.once('SIGTERM', () => void emulator.close());
