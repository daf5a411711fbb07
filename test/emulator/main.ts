/**
 * `node test/emulator/main.ts [port] [roles | people]`: the emulator by hand, with the default estate, one account with so
 * many generated roles and nothing else, or the estate of people who sign in, with its identity provider on the next port.
 * Prints what to set, and what to sign in with.
 */
import { startIdentityProvider } from '../identityProvider/server.ts';
import { webIdentityToken } from '../identityProvider/webIdentity.ts';
import { defaultEstate } from './defaultEstate.ts';
import type { Estate } from './estate.ts';
import { kimDevice, peopleEstateWith, roleArn, samlProviderArn } from './estates/people.ts';
import { generateEstate } from './generate.ts';
import { codeOf } from './mfa.ts';
import { startEmulator } from './server.ts';

const given = process.argv.slice(2);
const [port = '4580', of] = /^\d+$/.test(given[0] ?? '0') ? given : ['4580', ...given];
const provider =
  of === 'people'
    ? await startIdentityProvider({
        port: Number(port) === 0 ? 0 : Number(port) + 1,
        response: { roles: ['SamlReader', 'SamlAdmin'].map((name) => `${roleArn(name)},${samlProviderArn}`) },
      })
    : null;
const estate = provider
  ? peopleEstateWith(provider.metadata)
  : of === undefined
    ? defaultEstate
    : generated();
const emulator = await startEmulator({ port: Number(port), estate });
const key = estate.accounts[0]!.keys[0]!;
console.log(`AWS_ENDPOINT_URL=${emulator.url}`);
console.log(`AWS_ACCESS_KEY_ID=${key.accessKeyId}`);
console.log(`AWS_SECRET_ACCESS_KEY=${key.secretAccessKey}`);
console.log('AWS_REGION=ap-northeast-2');
if (provider) {
  console.log(`SAML_SIGN_IN_URL=${provider.signInUrl}   # kim, "correct horse"`);
  console.log(`PORTAL_START_URL=${estate.portal!.startUrl}`);
  console.log(`WEB_IDENTITY_TOKEN=${webIdentityToken()}`);
  console.log(`MFA_SERIAL=${kimDevice.SerialNumber}   # press Enter for a code`);
  process.stdin.on('data', () => console.log(codeOf(kimDevice, emulator.now())));
}

const end = (): void => {
  process.stdin.pause();
  void Promise.all([emulator.close(), provider?.close()]);
};
process.once('SIGINT', end);
process.once('SIGTERM', end);

function generated(): Estate {
  return {
    ...generateEstate({ accounts: 1, roles: Number(of), policies: 0, users: 0 }),
    organizations: [],
    identityCenters: [],
  };
}
