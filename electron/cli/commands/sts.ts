import { runVerb, type Verbs } from '../verbs.ts';
import type { Command } from '../command.ts';
import { accessKeyInfo, askOptions, callerIdentity, decodeMessage } from './sts/asking.ts';
import { optionsOf, takeOperations } from './sts/asked.ts';
import { taking } from './sts/take.ts';

const verbs: Verbs = {
  ...Object.fromEntries(takeOperations.map((name) => [name, { takes: [0], does: taking(name) }])),
  'get-caller-identity': { takes: [0], does: callerIdentity },
  'get-access-key-info': { takes: [1], does: accessKeyInfo },
  'decode-authorization-message': { takes: [0, 1], does: decodeMessage },
};
const names = Object.keys(verbs);

export const sts: Command = {
  name: 'sts',
  usage: 'OPERATION …',
  summary:
    'ask AWS for a session, which goes into the OS keychain and never to the screen; or who somebody is',
  help: [
    'Sessions, by the role that is taken or the user whose keys ask:',
    'assume-role                    --role-arn ARN [--external-id ID] [--source-identity S] [--mfa-serial SERIAL]',
    '                               [--tag K=V]… [--transitive-tag K]…',
    'assume-role-with-saml          [--role-arn ARN --principal-arn ARN] [--identity-provider N]; the response, in',
    '                               base64, on standard input. Without ARNs: the only role that it offers',
    'assume-role-with-web-identity  --role-arn ARN; the token on standard input',
    'get-session-token              [--mfa-serial SERIAL]',
    'get-federation-token           --user-name N [--tag K=V]…',
    '',
    'Who signs (not with SAML and web identity); otherwise the standard credential chain:',
    '--profile P           a profile of the AWS configuration',
    '--source-session N    a session of `treeline sessions`: roles in a chain',
    '--access-key N        a key of `treeline access-key`',
    '',
    '--session-name S      RoleSessionName (treeline)',
    '--duration SECONDS    otherwise what AWS gives',
    '--policy FILE, --policy-arn ARN   session policies; --policy-arn several times',
    '--mfa-serial SERIAL   the device, by its ARN or number; its code is asked for at the terminal',
    '--mfa-code -          instead: the code is the first line of standard input',
    '--region R            STS Region (AWS_REGION, or us-east-1)',
    '--name N, --group G   what to call the session, and where to put it',
    '--keep-fresh          have a window or a host of Treeline refresh it ahead of its end',
    '--workspace WS        look there for what caused a refusal',
    '--copy-as F           take nothing: say the request as cli, powershell, boto3 or javascript',
    '',
    'What AWS would refuse is told before it is asked, all of it at once.',
    '',
    'Questions:',
    'get-caller-identity           [--session N | --profile P | --access-key N]',
    'get-access-key-info KEYID     the account of a key: its id, never the secret',
    'decode-authorization-message [MESSAGE]   or on standard input',
  ],
  example: 'treeline sts assume-role --role-arn arn:aws:iam::111122223333:role/Auditor --profile sso-audit',
  options: { ...Object.assign({}, ...Object.values(optionsOf), ...Object.values(askOptions)) },
  takes: [1, 2],
  run: (context) =>
    runVerb(verbs, context, `Use \`sts ${names.slice(0, -1).join('`, `')}\` or \`${names.at(-1)}\`.`),
};
