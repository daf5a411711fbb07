import { fileNote, kebab, profileOf, signedBy, tokenFiles } from './call.ts';
import type { Call, Told } from './call.ts';
import { onOneLine, pythonText } from './quote.ts';

/** For Python. */
export function boto3({ operation, source, region, told, asked }: Call): string {
  const signed = signedBy(source);
  const profile = profileOf(source);
  const session = [
    ...(profile === null ? [] : [`profile_name=${pythonText(profile)}`]),
    `region_name=${pythonText(region)}`,
  ];
  const prompted = asked?.from === 'prompt' ? [`    ${asked.name}=input("MFA code: "),`] : [];
  const read = asked?.from === 'file' ? [`    ${asked.name}=token,`] : [];
  return [
    'import boto3',
    '',
    ...(signed === null ? [] : [`# ${onOneLine(signed)}`]),
    ...(asked?.from === 'file'
      ? [
          `# ${fileNote}`,
          `with open(${pythonText(tokenFiles[asked.name]!)}, encoding="ascii") as file:`,
          '    token = file.read().strip()',
        ]
      : []),
    `sts = boto3.Session(${session.join(', ')}).client("sts")`,
    `credentials = sts.${kebab(operation).replaceAll('-', '_')}(`,
    ...told.map(([name, value]) => `    ${name}=${literal(value)},`),
    ...prompted,
    ...read,
    ')["Credentials"]',
  ].join('\n');
}

function literal(value: Told): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return pythonText(value);
  const items = value.map((one) =>
    typeof one === 'string'
      ? pythonText(one)
      : `{${Object.entries(one)
          .map(([key, text]) => `${pythonText(key)}: ${pythonText(text)}`)
          .join(', ')}}`,
  );
  return `[${items.join(', ')}]`;
}
