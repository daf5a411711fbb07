/** Importing a deposited file: says what it took it for, and leaves nothing behind when it is not valid. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { ReadAws } from '#aws/api.ts';
import { Fault } from '#contract/faults.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { NewSource, SnapshotWriter, Workspace } from '#workspace/api.ts';
import type { Deposit } from './files.ts';
import type { JobControl } from './jobs.ts';
import { readLdif } from './ldifFile.ts';
import { recognise } from './recognise.ts';

/** Texts and JSON are read whole; an export this large is not one. */
const largestText = 512 * 1024 * 1024;
const batch = 500;

async function wholeText({ path, name }: Deposit): Promise<string> {
  const { size } = await stat(path);
  if (size > largestText) throw new Fault('import.invalid', { name, path: '0', detail: `${size} bytes` });
  return readFile(path, 'utf8');
}

async function writeEntries(
  entries: AsyncIterable<DirectoryEntry>,
  writer: SnapshotWriter,
  control: JobControl,
): Promise<void> {
  let pending: DirectoryEntry[] = [];
  let count = 0;
  for await (const entry of entries) {
    control.signal.throwIfAborted();
    pending.push(entry);
    if (pending.length < batch) continue;
    await writer.addEntries(pending);
    count += pending.length;
    pending = [];
    control.progress('reading', count, null);
  }
  await writer.addEntries(pending);
}

export async function importFile(
  deposit: Deposit,
  workspace: Workspace,
  aws: ReadAws,
  control: JobControl,
): Promise<number> {
  const { mtime } = await stat(deposit.path).catch(() => {
    throw new Fault('workspace.notFound', { name: deposit.name });
  });
  // A file says nothing of when it was read; when it was written is the nearest true time.
  const readAt = mtime.toISOString();
  const kind = await recognise(deposit);
  const write = async (
    source: NewSource,
    fill: (writer: SnapshotWriter) => Promise<void>,
  ): Promise<number> => {
    const writer = await workspace.beginSnapshot(source, readAt);
    try {
      await fill(writer);
      control.signal.throwIfAborted();
      return (await writer.complete(control.progress)).id;
    } catch (error) {
      await writer.abandon();
      throw error;
    }
  };
  switch (kind) {
    case 'ldif': {
      const source: NewSource = {
        kind: 'ldif',
        name: deposit.name,
        origin: 'on-premises',
        directoryId: null,
      };
      return write(source, (writer) =>
        writeEntries(readLdif(createReadStream(deposit.path), deposit.name), writer, control),
      );
    }
    case 'aws-export': {
      const facts = aws.fromAuthorizationDetails(await wholeText(deposit), deposit.name);
      const name = facts.accounts[0]?.id ?? deposit.name;
      return write({ kind: 'aws-export', name, origin: 'aws', directoryId: null }, (writer) =>
        writer.setEstate(facts),
      );
    }
    case 'adfs-rules': {
      const text = await wholeText(deposit);
      return write({ kind: 'adfs-rules', name: deposit.name, origin: 'rule', directoryId: null }, (writer) =>
        writer.setDocument(deposit.name, text),
      );
    }
    default:
      throw new Fault('import.unrecognised', { name: deposit.name });
  }
}
