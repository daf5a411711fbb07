import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `System.Text.RegularExpressions` says of one pattern over one input. Offsets and lengths in UTF-16 units. */
export type RegexAnswer =
  | { readonly error: true }
  | { readonly error: false; readonly slow: true }
  | {
      readonly error: false;
      readonly slow: false;
      readonly isMatch: boolean;
      /** `[number, offset, length]` of every group of every match; offset -1 = it took nothing. */
      readonly matches: readonly (readonly (readonly [number, number, number])[])[];
      /** null = the replacement itself is refused. */
      readonly replaced: string | null;
    };
export interface RegexCase {
  readonly pattern: string;
  readonly input: string;
  readonly replacement: string;
}

/** Lines in, lines out; texts as base64 of UTF-16, so that halves of pairs arrive as they are. */
const program = `
using System; using System.IO; using System.Text; using System.Text.RegularExpressions; using System.Globalization; using System.Threading;
class Ask {
  static string Read(string s) { var b = Convert.FromBase64String(s); var c = new char[b.Length / 2]; for (int i = 0; i < c.Length; i++) c[i] = (char)(b[2 * i] | b[2 * i + 1] << 8); return new string(c); }
  static string Write(string s) { var b = new byte[2 * s.Length]; for (int i = 0; i < s.Length; i++) { b[2 * i] = (byte)s[i]; b[2 * i + 1] = (byte)(s[i] >> 8); } return Convert.ToBase64String(b); }
  static void Main() {
    Thread.CurrentThread.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
    var o = new StreamWriter(Console.OpenStandardOutput(), new ASCIIEncoding()); o.AutoFlush = true;
    string line;
    while ((line = Console.In.ReadLine()) != null) {
      var p = line.Split(' ');
      string input = Read(p[1]), replacement = Read(p[2]);
      Regex r;
      try { r = new Regex(Read(p[0]), RegexOptions.None, TimeSpan.FromMilliseconds(250)); } catch (ArgumentException) { o.WriteLine("E"); continue; }
      try {
        var s = new StringBuilder(r.IsMatch(input) ? "1 " : "0 ");
        bool first = true;
        foreach (Match m in r.Matches(input)) {
          if (!first) s.Append(';');
          first = false;
          bool inner = false;
          foreach (int n in r.GetGroupNumbers()) {
            var g = m.Groups[n];
            if (inner) s.Append(',');
            inner = true;
            s.Append(n).Append(':').Append(g.Success ? g.Index : -1).Append(':').Append(g.Length);
          }
        }
        s.Append(' ');
        try { s.Append(Write(r.Replace(input, replacement))); } catch (ArgumentException) { s.Append('!'); }
        o.WriteLine(s.ToString());
      } catch (RegexMatchTimeoutException) { o.WriteLine("T"); }
    }
  }
}`;

export interface MonoRegex {
  ask(cases: readonly RegexCase[]): RegexAnswer[];
  close(): void;
}

/** Compiles the small program once; throws what the compiler says. */
export function monoRegex(): MonoRegex {
  const folder = mkdtempSync(join(tmpdir(), 'treeline-mono-'));
  const source = join(folder, 'ask.cs');
  const binary = join(folder, 'ask.exe');
  writeFileSync(source, program);
  const { status, stderr, stdout } = spawnSync('mcs', [`-out:${binary}`, source], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (status !== 0 || !existsSync(binary)) throw new Error(`mcs: ${stderr}${stdout}`);
  const write = (text: string): string => Buffer.from(text, 'utf16le').toString('base64');
  return {
    ask(cases) {
      const lines = cases.map(({ pattern, input, replacement }) =>
        [pattern, input, replacement].map(write).join(' '),
      );
      const answers: RegexAnswer[] = [];
      // A pattern may keep mono busy for ever, and its own limit does not always hold: it is passed over with the process.
      while (answers.length < cases.length) {
        const run = spawnSync('mono', [binary], {
          input: `${lines.slice(answers.length).join('\n')}\n`,
          encoding: 'latin1',
          maxBuffer: 1 << 30,
          timeout: 20_000,
          killSignal: 'SIGKILL',
        });
        answers.push(...run.stdout.split('\n').slice(0, -1).map(answerOf));
        if (run.signal === 'SIGKILL') answers.push({ error: false, slow: true });
        else if (run.status !== 0 || answers.length !== cases.length)
          throw new Error(`mono: ${answers.length} answers to ${cases.length}: ${run.stderr}`);
      }
      return answers;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function answerOf(line: string): RegexAnswer {
  if (line === 'E') return { error: true };
  if (line === 'T') return { error: false, slow: true };
  const [isMatch, matches, replaced] = line.split(' ');
  return {
    error: false,
    slow: false,
    isMatch: isMatch === '1',
    matches:
      matches === ''
        ? []
        : matches!
            .split(';')
            .map((match) =>
              match.split(',').map((group) => group.split(':').map(Number) as [number, number, number]),
            ),
    replaced: replaced === '!' ? null : Buffer.from(replaced!, 'base64').toString('utf16le'),
  };
}
