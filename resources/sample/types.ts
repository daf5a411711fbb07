/** What the sample is made of before it becomes a workspace file. */
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { NewSource } from '#workspace/api.ts';
import type { Manifest } from './manifest/manifest.ts';

/** One snapshot to be: its source, when it was read, and what was. Snapshots of one source come oldest first. */
export interface SampleSource {
  readonly source: NewSource;
  /** ISO 8601 UTC. */
  readonly readAt: string;
  readonly entries?: readonly DirectoryEntry[];
  readonly estate?: EstateFacts;
  readonly document?: { readonly name: string; readonly text: string };
  /** What the reading left out: where, and a fault code. */
  readonly missing: readonly { readonly where: string; readonly code: string }[];
}

export interface Sample {
  readonly sources: readonly SampleSource[];
  readonly manifest: Manifest;
}
