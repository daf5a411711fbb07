/** Texts such as the AWS configuration is made of, whole and broken. */
import * as fc from 'fast-check';

const pieces = [
  '[default]',
  '[profile a]',
  '[profile "b c"]',
  '[profile x',
  '[a]',
  '[sso-session s]',
  '[DEFAULT]',
  'k = v',
  'K=w # c',
  'role_arn : x',
  's3 =',
  '  x = y',
  '\t[profile a]',
  ' on',
  '= v',
  'what',
  '# c',
  '  ; c',
  '',
  '   ',
  '\uFEFF',
  'e = \u2028f = g',
];

export const awsLines = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom('\n', '\n', '\r\n', '\r', '')), {
    maxLength: 12,
  })
  .map((lines) => lines.flat().join(''));
