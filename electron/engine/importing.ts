/** Importing a deposited file: says what it took it for, and leaves nothing behind when it is not valid. */
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import type { ReadAws } from '#aws/api.ts';
import { Fault } from '#contract/faults.ts';
import type { MissingCode } from '#contract/missing.ts';
import type { CellLoss } from '#domain/directory/csv/cmdlet.ts';
import { csvForm } from '#domain/directory/csv/form.ts';
import { decodeLdifBytes } from '#domain/directory/ldif/bytes.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { NewSource, Workspace } from '#workspace/api.ts';
import { readCsv } from './csvFile.ts';
import { readDelegationList } from './delegationListFile.ts';
import { FileContents } from './fileContents.ts';
import type { Deposit } from './files.ts';
import type { JobControl } from './jobs.ts';
import { readLdif } from './ldifFile.ts';
import { capturedFacts } from './mapping/assertion.ts';
import { recogniseText } from './recognise.ts';
import { type SnapshotFill, writeSnapshot } from './snapshots.ts';

/** Texts and JSON are read whole; an export this large is not one. */
const largestText = 512 * 1024 * 1024;
const headBytes = 64 * 1024;
const batch = 500;

interface Looked {
  readonly head: string;
  readonly size: number;
  /** A file says nothing of when it was read; when it was written is the nearest true time. */
  readonly readAt: string;
}

/** The file's size, time and first bytes. A folder, a device or a file that may not be read is told apart from a bad one. */
async function look({ path, name }: Deposit): Promise<Looked> {
  try {
    const info = await stat(path);
    // Opening a pipe waits for its other end, perhaps for ever; and it has no time of its own.
    if (!info.isFile()) throw new Fault('import.unreadable', { name, detail: 'not a file' });
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      const head = decodeLdifBytes(buffer.subarray(0, bytesRead));
      return { head, size: info.size, readAt: info.mtime.toISOString() };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    const detail = (error as NodeJS.ErrnoException).code ?? '';
    throw new Fault('import.unreadable', { name, detail }, { cause: error });
  }
}

/** The whole text, in UTF-8 or in the UTF-16 that PowerShell's redirection writes. */
async function wholeText({ path, name }: Deposit, { size }: Looked, signal: AbortSignal): Promise<string> {
  if (size > largestText) throw new Fault('import.invalid', { name, path: '0', detail: `${size} bytes` });
  return decodeLdifBytes(await readFile(path, { signal }));
}

/** Writes what comes, and then what the file as a whole does not hold. */
async function writeEntries(
  name: string,
  chunks: AsyncIterable<DirectoryEntry[]>,
  writer: SnapshotFill,
  control: JobControl,
): Promise<void> {
  const contents = new FileContents();
  let pending: DirectoryEntry[] = [];
  let count = 0;
  for await (const entries of chunks) {
    control.signal.throwIfAborted();
    for (const entry of entries) {
      contents.add(entry);
      pending.push(entry);
    }
    if (pending.length < batch) continue;
    await writer.addEntries(pending);
    count += pending.length;
    pending = [];
    control.progress('reading', count, null);
  }
  await writer.addEntries(pending);
  for (const { code, attribute } of contents.missing()) await writer.addMissing(name, code, attribute);
}

export async function importFile(
  deposit: Deposit,
  workspace: Workspace,
  aws: ReadAws,
  control: JobControl,
): Promise<number> {
  const { path, name } = deposit;
  const looked = await look(deposit);
  const write = (
    source: Omit<NewSource, 'directoryId'>,
    fill: (writer: SnapshotFill) => Promise<void>,
    readAt: string | null = null,
  ) => writeSnapshot(workspace, { ...source, directoryId: null }, readAt ?? looked.readAt, control, fill);
  const kind = recogniseText(looked.head);
  switch (kind) {
    case 'ldif':
      return write({ kind, name, origin: 'on-premises' }, (writer) =>
        writeEntries(name, readLdif(createReadStream(path), name), writer, control),
      );
    case 'csvde':
    case 'ad-csv':
      return write({ kind, name, origin: 'on-premises' }, async (writer) => {
        const losses: [MissingCode, string][] = [];
        const onLoss = (loss: CellLoss, attribute: string) => void losses.push([`import.${loss}`, attribute]);
        const form = csvForm(looked.head)!;
        await writeEntries(name, readCsv(createReadStream(path), form, name, onLoss), writer, control);
        // Both tools write the last class alone.
        losses.push(['import.valuesLost', 'objectClass']);
        for (const [code, attribute] of losses) await writer.addMissing(name, code, attribute);
      });
    case 'aws-export': {
      const facts = aws.fromAuthorizationDetails(await wholeText(deposit, looked, control.signal), name);
      const account = facts.accounts[0]?.id ?? name;
      return write({ kind: 'aws-export', name: account, origin: 'aws' }, (writer) => writer.setEstate(facts));
    }
    case 'adfs-rules': {
      const text = await wholeText(deposit, looked, control.signal);
      return write({ kind: 'adfs-rules', name, origin: 'rule' }, (writer) => writer.setDocument(name, text));
    }
    case 'delegation-list': {
      const text = await wholeText(deposit, looked, control.signal);
      const { facts, problems } = readDelegationList(text, name, looked.readAt.slice(0, 10));
      return write({ kind, name, origin: 'aws' }, async (writer) => {
        await writer.setEstate(facts);
        for (const { code, line, column, name: cell } of problems)
          await writer.addMissing(`${name}:${line}:${column}`, `delegationRow.${code}`, cell);
      });
    }
    case 'assertion': {
      const text = await wholeText(deposit, looked, control.signal);
      const { facts, encrypted, issuedAt } = capturedFacts(text, name);
      const fill = async (writer: SnapshotFill) => {
        await writer.setEstate(facts);
        if (encrypted > 0) await writer.addMissing(name, 'assertion.encrypted');
      };
      return write({ kind, name, origin: 'aws' }, fill, issuedAt);
    }
    case null:
      throw new Fault('import.unrecognised', { name });
  }
}
