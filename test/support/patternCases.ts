import fc from 'fast-check';
import type { RegexCase } from './monoRegex.ts';

/** Patterns by subject, each tried over all inputs of its line. */
const table: readonly { readonly patterns: readonly string[]; readonly inputs: readonly string[] }[] = [
  {
    // As published for AD FS and AWS, and their faulty copies.
    patterns: [
      '(?i)^AWS-(\\d{12})-(.+)',
      '(?i)^AWS-([\\d]{12})',
      'AWS-([^d]{12})-',
      '(?i)^ADFS-',
      'ADFS-',
      '^AWS-(?<account>\\d{12})-(?<role>[\\w+=,.@-]{1,64})$',
      '(?i)^CORP\\\\AWS-(aws|aws-cn|aws-us-gov)-([^-]+)-(.*)$',
      'AWS-',
      '(?i)^aws_([a-z0-9]+)_(prod|test|dev)_(.+?)(_ro)?$',
      '.*\\\\(.+)',
      '^S-1-5-21-\\d+-\\d+-\\d+-(\\d+)$',
      '@(?<domain>[^@]+)$',
    ],
    inputs: [
      'AWS-123456789012-Admin', 'aws-123456789012-Read.Only', 'AWS-12345678901-Admin', 'XAWS-123456789012-Admin', 'AWS-ABCABCABCABC-x',
      'AWS-dddddddddddd-x', 'AWS-\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660\u0661\u0662-x', 'AWS-123456789012-', 'ADFS-Dev', 'adfs-ADFS-x',
      'CORP\\AWS-aws-cn-1-Dev-Ops', 'AWS_core_prod_Admin_ro', 'AWS-123456789012-Admin\n', 'S-1-5-21-1-2-3-512', 'a@b@example.com', '',
    ],
  },
  {
    patterns: [
      '^a$', 'a\\Z', 'a\\z', '\\Aa', '(?m)^a$', '(?m)^', '(?m)$', '$', '^', '\\b', '\\B', '\\bA', '.', '(?s).', '(?s)a.b', 'a.b', '^$', '(?m)^$', 'a$\\n', '^*a',
      '$?a',
    ],
    inputs: ['a', 'a\n', 'a\n\n', '\na', 'a\r\n', 'ba\na', '', '\n', 'a\nb', 'a\rb', 'A b_c-d', '\u00e9A', 'a\u200db', 'a\u0301b'],
  },
  {
    patterns: [
      'a*', 'a*?', 'a+?', 'a??', 'a{2}', 'a{2,}', 'a{1,2}?', 'a{,2}', 'a{', 'a{x}', 'a{2', 'a{2,', '{', '{2', 'a{0}', 'a{0,0}b', 'x{2}{', '(a|ab)(c|bcd)(d*)',
      '(a*)*', '(a*)+', '(a|b*)*', '(|a)*', '(|a)+', '(a?)*', '(a?){3}', '(a??){2}', '((a)|b)*', '(?:(a)|b)*', '(a*)?', '(a*){0,2}', '(?:a?)*b', '(a|aa)*b',
      '(x)?(y)?', '(a)|b', '((a*)b)*', '(?:)*', '()*', '()+a', 'a||b', '|a', 'a|', '(|)', 'b*', '[^\\s\\S]', 'a[^\\w\\W]|b',
    ],
    inputs: ['', 'a', 'aa', 'aaa', 'ab', 'abcd', 'b', 'ba', 'bab', 'aab', 'a{,2}', 'a{', 'a{x}', 'xx{', '{2', 'xy', 'abab'],
  },
  {
    patterns: [
      '(?<n>a)(b)', "(?'n'a)(b)", '(b)(?<n>a)(c)', '(?<2>a)(b)', '(?<1>a)(b)', '(a)(?<1>b)', '(?<n>a)|(?<n>b)', '(?<n>a)(?<n>b)', '(?<5>a)(?<n>b)(c)',
      '(?n)(a)(?<m>b)', '(?n:(a))(b)', '(?-n)(a)', '(?<1>a(?<1>b))', '(?<a_1>a)', '(?<\u00e9>a)', '(?<1a>a)', '(?<a b>a)', '(?<>a)', '(?<0>a)', '(?P<n>a)', '(?<n', '(?<',
      '(?<n>', "(?<n'a)", '(?', '(?a)', '(?i', '(?i-)a', '(?-i+i)A', '(?:', '(', ')', 'a)', '(?)', '(?#', '(?#x)a', 'a(?#x)*', '(a(?i)b|C)d', '(?i)a(?-i)b',
      '(?I)a', '(?e)a', '(?r)a', '(?c)a', '(?x) a b # c\n d', '(?x)a #\n*', '(?x)[ a]b', '(?x)a\\ b', '(?x:a b) c', '(?xi) A', 'a b#c', '(?x)(?#d)a',
      '(?x)( ?<n>a)', '(?x)(? <n>a)', '(?x)a {2}', '(?x)a{2} ?',
    ],
    inputs: ['ab', 'ba', 'abc', 'bac', 'a', 'A', 'AB', 'abd', 'aBd', 'acd', 'cd', 'Cd', 'aa', 'a b#c', 'a bc', ' b', 'a b', 'b', ''],
  },
  {
    patterns: [
      '[a-c]', '[^a-c]', '[]a]', '[^]a]', '[a-]', '[-a]', '[a\\-c]', '[a-\\-c]', '[\\d-a]', '[a-\\d]', '[\\w-]', '[a-c-[b]]', '[a-c-[b-[b]]]', '[^a-c-[x]]', '[a-[b]]', '[a-c-[b]d]',
      '[[:alpha:]]', '[[:alpha:]a]', '[a[:x:]]', '[[]', '[[a]', '[a', '[', '[]', '[^]', '[z-a]', '[\\]]', '[\\', '[.]', '[|]', '[$^]', '[\\b]', '[\\x41-\\x43]', '[\\u0041]', '[\\101]',
      '[\\cA]', '[\\q]', '[\\s\\S]', '[^\\s]', '[\\p{Lu}]', '[^\\p{Lu}]', '[\\P{Lu}-[X]]', '[--a]', '[+--]', '[a-a]', '[&&b]', '[a-z&&[b]]', '(?i)[a-c]', '(?i)[^a-c]', '(?i)[A-C-[b]]',
      '(?i)[\\p{Lu}]', '(?i)[^\\p{Ll}]',
    ],
    inputs: ['a', 'b', 'B', 'c', 'd', '-', ']', '[', ':', 'l', 'x', 'X', '^', '\\', '.', '|', '$', '\b', '\x01', '5', ' ', 'a]', '[]', '&', ',', '\u212a', '-c]', 'bd]'],
  },
  {
    patterns: [
      '\\x41', '\\x4', '\\u0041', '\\u041', '\\101', '\\1', '\\10', '\\18', '\\90', '\\0', '\\08', '\\377', '\\400', '\\cA', '\\ca', '\\c', '\\c1', '\\c@', '\\e', '\\a', '\\f', '\\v', '\\t', '\\n',
      '\\r', '\\-', '\\_', '\\y', '\\ ', '\\#', '\\', '\\p{Lu}', '\\p{lu}', '\\pL', '\\p{L', '\\p', '\\P{L}', '\\p{IsGreek}', '\\P{IsGreek}', '\\p{isgreek}', '\\p{IsNothing}', '\\p{^Lu}', '\\d', '\\D', '\\w',
      '\\W', '\\s', '\\S', '\\/', '\\<', "\\'", '\\k', '\\k<n>', '\\<n>', '(?<n>a)\\<x>', '\\Q', '\\E', '\\K', '\\R', '\\X', '\\h', '\\Z\\Z', '\\]', '\\}', '\\u212a', '\\.', 'é', '\\é',
    ],
    inputs: ['A', '\x01', '\x08', '8', '\0', '\u00ff', ' ', '@', '\x1b', '\x07', '\f', '\v', '\t', '\n', '\r', '-', '_', 'a', '\u03b1', '\u00c5', '1', '\u0663', '/', '<', "'", ']', '}', '\u200c', '#', '\u0085', '\u00a0', '\u2003', '\u00e9'],
  },
  {
    patterns: ['(?i)k', '(?i)K', '(?i)\u212a', '(?i)i', '(?i)I', '(?i)\u0130', '(?i)\u0131', '(?i)s', '(?i)\u017f', '(?i)\u00df', '(?i)ss', '(?i)\u03c3', '(?i)\u03a3', '(?i)\u03c2', '(?i)\u00e9', '(?i)[\u00e0-\u00ff]', '(?i)[\u2129-\u212b]', '(?i)[\u212a]', '(?i)[h-l]', '(?i)\\w', '(?i:a)b', '(?i)\u01c5', '(?i)[\u01c4]', '(?i)\u00b5', '(?i)\\p{IsGreek}', '(?i)\\P{IsBasicLatin}'],
    inputs: ['k', 'K', '\u212a', 'i', 'I', '\u0130', '\u0131', 's', 'S', '\u017f', '\u00df', '\u1e9e', 'ss', 'SS', '\u03c3', '\u03c2', '\u03a3', '\u00e9', '\u00c9', 'e\u0301', '\u00c5', '\u212b', 'aB', 'Ab', 'AB', '\u01c4', '\u01c5', '\u01c6', '\u00b5', '\u03bc'],
  },
  {
    patterns: ['.', '..', '^.$', '\ud83d\ude00', '[\ud83d\ude00]', '\ud83d', '[^a]', '\\W', '\\p{Cs}', '\\uD83D\\uDE00', '(.)(.)', '[\ud83d\ude00-\ud83d\ude4f]', '\ud83d\ude00+'],
    inputs: ['\ud83d\ude00', 'a\ud83d\ude00b', '\ud83d', '\ude00', '\ud83d\ude00\ude00', '\ud83d\ude4f'],
  },
]; // prettier-ignore

const replacements = [
  '$1', '$2', '$10', '$1 0', '${1}0', '${n}', '${x}', '$$', '$$1', '$&', '$`', "$'", '$+', '$_', '$', 'a$', '${', '${1', '${}', '$0', '${0}', '$01', '$n', '$-1', '[$1|$2]', '$<n>', '\\1', '${ n}',
]; // prettier-ignore

/** Every pattern over every input of its subject, replacements in turn; and every replacement over a few patterns. */
export function pickedCases(): RegexCase[] {
  const cases: RegexCase[] = [];
  for (const { patterns, inputs } of table)
    for (const pattern of patterns)
      for (const input of inputs)
        cases.push({ pattern, input, replacement: replacements[cases.length % replacements.length]! });
  for (const pattern of ['(a)(b)?', '(?<n>a)(b)', 'a', '(?<5>a)|(b)', '(?<n>b)*'])
    for (const replacement of replacements) cases.push({ pattern, input: 'xabay', replacement });
  return cases;
}

const letters = fc.constantFrom('a', 'b', 'A', '1', '-', 'K', 'i');
const atoms = fc.constantFrom(
  'a', 'b', 'c', 'A', 'K', '1', '-', '.', '\\d', '\\w', '\\s', '\\W', '[ab]', '[^a]', '[a-c]', '[a-z-[b]]', '^', '$', '\\b', '\\B', '\\A', '\\Z', '\\z', '\n', ' ', '#', '(?i)', '(?-i)',
  '(?x)', '(?m)', '(?s)', '(?n)', '(?#x)', '\\x41', '\\n', '\\-', '\\101', '\\cA', '{', '}', '{2', '{2,', '|', '\u212a', '\u0130', 'i', 'I', '\u00e9', '\u00c9', '\\p{Lu}', '\\P{L}', '[\\d-]', '[a\\-z]', '[]a]',
  '[[:alpha:]]', 's', '\u017f', '_', '\ud83d', '\\u0061',
); // prettier-ignore
const quantifiers = fc.constantFrom(
  '', '', '', '', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,}', '{1,2}?', '{0}', '{,2}',
); // prettier-ignore
const groups = fc.constantFrom('(', '(', '(?:', '(?<n>', '(?i:', '(?<5>', '(?<2>', "(?'q'", '(?im-s:');
const together = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(''));

/** Mostly sound patterns, nested and repeated. */
export const soundPatterns: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    together(fc.oneof(atoms, letters), quantifiers),
    together(tie('node'), tie('node')),
    together(groups, tie('node'), fc.constant(')'), quantifiers),
    together(tie('node'), fc.constant('|'), tie('node')),
    together(tie('node'), tie('node'), tie('node')),
  ),
})).node;

/** Anything made of what patterns are made of. */
export const wildPatterns: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      atoms,
      quantifiers,
      fc.constantFrom('(', ')', '?', '<', '>', '\\', ']', '[', '^', '-', ',', '0', '1', '9', 'k', 'p', '{L}', '=', '!', ':', "'"),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join('')); // prettier-ignore

export const patternInputs: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      'a', 'b', 'c', 'A', 'B', 'k', 'K', '1', '-', '\n', ' ', '\u212a', 'i', 'I', '\u0130', '\u00e9', '\u00c9', '_', '\u0663', 's', 'S', '\u017f', '\ud83d', '\ude00', '#', '{', '2', '\r',
    ),
    { maxLength: 9 },
  )
  .map((parts) => parts.join('')); // prettier-ignore

const replacementTexts = fc
  .array(fc.constantFrom('$1', '$2', '${n}', '$', '$$', '$&', '$`', "$'", '$+', '$_', '{', '}', 'a', '$10', '${1}', '${5}', '0', '${zz}'), { maxLength: 4 })
  .map((parts) => parts.join('')); // prettier-ignore

export const randomCases: fc.Arbitrary<RegexCase> = fc.record({
  pattern: fc.oneof(soundPatterns, soundPatterns, soundPatterns, wildPatterns),
  input: patternInputs,
  replacement: replacementTexts,
});
