import { fileNote, profileOf, signedBy, tokenFiles } from './call.ts';
import type { Call } from './call.ts';
import { json, onOneLine } from './quote.ts';

/** For the SDK for JavaScript v3, as a module. */
export function javascript({ operation, source, region, told, asked }: Call): string {
  const signed = signedBy(source);
  const profile = profileOf(source);
  const client = [
    `region: ${json(region)}`,
    ...(profile === null ? [] : [`credentials: fromIni({ profile: ${json(profile)} })`]),
  ];
  const input = [
    ...told.map(([name, value]) => `    ${name}: ${json(value)},`),
    ...(asked === null ? [] : [`    ${asked.name}: ${asked.from === 'prompt' ? 'code' : 'token'},`]),
  ];
  return [
    ...(asked?.from === 'prompt' ? [`import { createInterface } from 'node:readline/promises';`] : []),
    ...(asked?.from === 'file' ? [`import { readFile } from 'node:fs/promises';`] : []),
    `import { ${operation}Command, STSClient } from '@aws-sdk/client-sts';`,
    ...(profile === null ? [] : [`import { fromIni } from '@aws-sdk/credential-providers';`]),
    '',
    ...(signed === null ? [] : [`// ${onOneLine(signed)}`]),
    ...(asked?.from === 'prompt'
      ? [
          'const prompt = createInterface({ input: process.stdin, output: process.stderr });',
          `const code = await prompt.question('MFA code: ');`,
          'prompt.close();',
        ]
      : []),
    ...(asked?.from === 'file'
      ? [`// ${fileNote}`, `const token = (await readFile(${json(tokenFiles[asked.name])}, 'ascii')).trim();`]
      : []),
    `const sts = new STSClient({ ${client.join(', ')} });`,
    'const { Credentials } = await sts.send(',
    `  new ${operation}Command({`,
    ...input,
    '  }),',
    ');',
  ].join('\n');
}
