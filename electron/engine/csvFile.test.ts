import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { csvForm } from '#domain/directory/csv/form.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { sidToText } from '#domain/directory/sid.ts';
import { readCsv } from './csvFile.ts';

const numRuns = 30 * Number(process.env['TREELINE_FUZZ'] ?? 1);

/**
 * As csvde prints objects: real columns in their order, the last class alone, lower-case hex, a doubled backslash.
 */
const csvde = `DN,objectClass,distinguishedName,instanceType,whenCreated,name,objectGUID,objectSid,dSCorePropagationData,description,memberOf,userAccountControl,profilePath,sAMAccountName\r
"CN=Kim\\, Minsu,OU=Sales,DC=example,DC=com",user,"CN=Kim\\\\, Minsu,OU=Sales,DC=example,DC=com",4,20140429094245.0Z,"Kim, Minsu",X'2ac45bffd5e13b4594a146964583d8da',X'010500000000000515000000e49ec47102197d0ca688199560040000',20140425080456.0Z;16010101000001.0Z,"He said ""no""","CN=RDP users,CN=Users,DC=example,DC=com;CN=Sales,OU=Sales,DC=example,DC=com",66048,c:\\\\temp,minsu\r
"CN=W2K8R2-AD,OU=Domain Controllers,DC=example,DC=com",computer,"CN=W2K8R2-AD,OU=Domain Controllers,DC=example,DC=com",4,20140415101912.0Z,W2K8R2-AD,X'0b818fd05ca3a849a4cdc6923dfc031e',X'010500000000000515000000e49ec47102197d0ca6881995e9030000',,,,532480,,W2K8R2-AD$\r
`;

/** As \`Get-ADUser -Filter * -Properties MemberOf,PasswordLastSet | Export-Csv\` of Windows PowerShell 5.1 prints users. */
const cmdlet = `#TYPE Microsoft.ActiveDirectory.Management.ADUser\r
"DistinguishedName","Enabled","GivenName","MemberOf","Name","ObjectClass","ObjectGUID","PasswordLastSet","SamAccountName","SID","Surname","UserPrincipalName"\r
"CN=김민수,OU=Sales,DC=example,DC=com","False","민수","Microsoft.ActiveDirectory.Management.ADPropertyValueCollection","김민수","user","ff5bc42a-e1d5-453b-94a1-46964583d8da","11/20/2026 8:00:00 AM","minsu","S-1-5-21-1908711140-209524994-2501478566-1120","김","minsu@example.com"\r
`;

function encoded(text: string, encoding: 'utf8' | 'utf8-mark' | 'utf16le' | 'utf16be'): Buffer {
  if (encoding === 'utf8') return Buffer.from(text);
  if (encoding === 'utf8-mark') return Buffer.from(`\uFEFF${text}`);
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return encoding === 'utf16be' ? bytes.swap16() : bytes;
}

async function* chunked(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, kind: string, size = bytes.length || 1) {
  const losses: string[] = [];
  const entries: DirectoryEntry[] = [];
  const form = csvForm(kind)!;
  for await (const some of readCsv(chunked(bytes, size), form, 'f.csv', (loss, attribute) => losses.push(`${loss} ${attribute}`))) entries.push(...some); // prettier-ignore
  return { entries, losses };
}

describe.each(['utf8', 'utf8-mark', 'utf16le', 'utf16be'] as const)('%s', (encoding) => {
  it.each([1, 3, 64, 1 << 20])('takes csvde in chunks of %d bytes', async (size) => {
    const { entries } = await read(encoded(csvde, encoding), csvde, size);
    expect(entries.map(({ dn }) => dn)).toEqual([
      'CN=Kim\\, Minsu,OU=Sales,DC=example,DC=com',
      'CN=W2K8R2-AD,OU=Domain Controllers,DC=example,DC=com',
    ]);
    expect(entries[0]!.attributes).toMatchObject({
      distinguishedName: ['CN=Kim\\, Minsu,OU=Sales,DC=example,DC=com'],
      name: ['Kim, Minsu'],
      description: ['He said "no"'],
      profilePath: ['c:\\temp'],
      memberOf: ['CN=RDP users,CN=Users,DC=example,DC=com', 'CN=Sales,OU=Sales,DC=example,DC=com'],
      dSCorePropagationData: ['20140425080456.0Z', '16010101000001.0Z'],
    });
    expect(sidToText(entries[1]!.attributes['objectSid']![0] as Uint8Array)).toBe(
      'S-1-5-21-1908711140-209524994-2501478566-1001',
    );
  });

  it.each([1, 7, 1 << 20])('takes the cmdlets in chunks of %d bytes', async (size) => {
    const { entries, losses } = await read(encoded(cmdlet, encoding), cmdlet, size);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      dn: 'CN=김민수,OU=Sales,DC=example,DC=com',
      attributes: { sn: ['김'], sAMAccountName: ['minsu'], userAccountControl: ['2'] },
    });
    expect(losses).toEqual([
      'valuesLost memberOf',
      'localTimes PasswordLastSet',
      'partialAccountControl userAccountControl',
    ]);
  });
});

it.each([
  ['DN,cn\nCN=a,a\nCN=b\n', 'csv.columns', 3],
  ['DN,cn\nCN=a,a\n"CN=b,b\n', 'csv.syntax', 3],
  ['DN,cn\nCN=a,"a" b\n', 'csv.syntax', 2],
  ['DN,cn\n"CN=a\nb",a\n,b\n', 'csv.dnMissing', 4],
  ['DN,cn,CN\n', 'csv.header', 1],
  ['#TYPE x\n"DistinguishedName",""\n', 'csv.header', 2],
])('refuses %j: %s in line %d', async (text, code, line) => {
  await expect(read(Buffer.from(text), text)).rejects.toMatchObject({
    code,
    params: { name: 'f.csv', line },
  });
});

it('tells the line of bytes that are no text', async () => {
  const bytes = Buffer.from('DN,cn\nCN=a,a\nCN=b,?\n');
  bytes[bytes.length - 2] = 0xe9;
  await expect(read(bytes, 'DN,cn')).rejects.toMatchObject({ code: 'csv.utf8' });
});

it('a heading alone is no object', async () => {
  expect(await read(Buffer.from('DN,cn'), 'DN,cn')).toEqual({ entries: [], losses: [] });
});

it('any bytes are entries or a fault, however they are cut', async () => {
  const piece = fc.constantFrom(
    '"',
    ',',
    ';',
    '\\',
    '\r\n',
    '\n',
    "X'00'",
    'CN=a',
    '#TYPE x',
    '\uFEFF',
    '아',
    '\0',
  );
  const text = fc
    .array(fc.oneof(piece, fc.string()), { maxLength: 20 })
    .map((pieces) => `DN,cn\n${pieces.join('')}`);
  const outcome = async (bytes: Buffer, size: number) => {
    try {
      return (await read(bytes, 'DN,cn', size)).entries;
    } catch (error) {
      if (error instanceof Fault) return error.toData();
      throw error;
    }
  };
  const same = async (bytes: Buffer, size: number) => {
    expect(await outcome(bytes, size)).toEqual(await outcome(bytes, bytes.length));
  };
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), (each, size) => same(Buffer.from(each), size)),
    { numRuns },
  );
});
