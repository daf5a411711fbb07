import { fileNote, kebab, profileOf, signedBy, tokenFiles } from './call.ts';
import type { Call, Told } from './call.ts';
import { asciiJson, isSeen, json, onOneLine, posixText, powerShellText } from './quote.ts';

/** What the AWS CLI takes for something else: an address to read the value from, or the end of options. */
const isSpecial = (value: string): boolean => /^(?:(?:fileb?|https?):\/\/|--$)/i.test(value);

const comment = ({ source, asked }: Call): string[] => [
  ...[signedBy(source)].flatMap((said) => (said === null ? [] : [`# ${onOneLine(said)}`])),
  ...(asked?.from === 'file' ? [`# ${tokenFiles[asked.name]}: ${fileNote}`] : []),
];

/** A value that begins with a hyphen would be taken for an option. */
const option = (name: string, word: string, value: Told): string =>
  `--${kebab(name)}${typeof value === 'string' && value.startsWith('-') ? '=' : ' '}${word}`;

function options(call: Call, literal: (value: string) => string): string[] {
  const profile = profileOf(call.source);
  const text = (value: string) => literal(isSeen(value) ? value : onOneLine(value));
  return [
    ...(call.asked?.from === 'file'
      ? [`--${kebab(call.asked.name)} file://${tokenFiles[call.asked.name]}`]
      : []),
    option('Region', text(call.region), call.region),
    ...(profile === null ? [] : [option('Profile', text(profile), profile)]),
  ];
}

/**
 * For a POSIX shell. What no argument can hold as it is goes into the input as JSON. One statement: the prompt of one that is
 * pasted line by line would take the next line for its answer.
 */
export function cliPosix(call: Call): string {
  const asArgument = (value: Told): boolean =>
    typeof value !== 'string' || (isSeen(value) && !isSpecial(value));
  const rest = call.told.filter(([, value]) => !asArgument(value));
  const lines = [
    ...(call.asked?.from === 'prompt' ? [`printf 'MFA code: ' >&2 && read -r mfa_code &&`] : []),
    `aws sts ${kebab(call.operation)}`,
    ...call.told
      .filter(([, value]) => asArgument(value))
      .map(([name, value]) =>
        option(name, posixText(typeof value === 'string' ? value : json(value)), value),
      ),
    ...(rest.length > 0 ? [`--cli-input-json ${posixText(json(Object.fromEntries(rest)))}`] : []),
    ...(call.asked?.from === 'prompt' ? ['--token-code "$mfa_code"'] : []),
    ...options(call, posixText),
  ];
  return [...comment(call), lines.join(' \\\n  ')].join('\n');
}

/**
 * For PowerShell. Versions differ in how they hand quotes and blanks to a program, and the AWS CLI reads files in the
 * system's encoding: what is more than plain signs goes into the input by a file of ASCII.
 */
export function cliPowerShell(call: Call): string {
  const asArgument = (value: Told): boolean =>
    typeof value === 'number' ||
    (typeof value === 'string' && /^[\w+=,.@:/][\w+=,.@:/-]*$/.test(value) && !isSpecial(value));
  const rest = call.told.filter(([, value]) => !asArgument(value));
  const lines = [
    `aws sts ${kebab(call.operation)}`,
    ...call.told
      .filter(([, value]) => asArgument(value))
      .map(
        ([name, value]) =>
          `--${kebab(name)} ${typeof value === 'string' ? powerShellText(value) : String(value)}`,
      ),
    ...(rest.length > 0 ? ['--cli-input-json "file://$($ask.FullName)"'] : []),
    ...(call.asked?.from === 'prompt' ? [`--token-code (Read-Host 'MFA code')`] : []),
    ...options(call, powerShellText),
  ];
  const command = lines.join(' `\n  ');
  if (rest.length === 0) return [...comment(call), command].join('\n');
  return [
    ...comment(call),
    '& {',
    '$ask = New-TemporaryFile',
    `[IO.File]::WriteAllText($ask.FullName, ${powerShellText(asciiJson(Object.fromEntries(rest)))})`,
    command,
    'Remove-Item $ask',
    '}',
  ].join('\n');
}
