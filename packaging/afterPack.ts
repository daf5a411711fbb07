/** electron-builder's hook between laying out the app and signing it: sets the fuses, and reads them back. */
import { join } from 'node:path';
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { packagedFuses } from './fuses.ts';

/** The part of electron-builder's context that is used. */
export interface PackContext {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: {
    readonly appInfo: { readonly productFilename: string };
    readonly executableName?: string;
  };
}

export function programOf({ appOutDir, electronPlatformName, packager }: PackContext): string {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === 'darwin') return join(appOutDir, `${productFilename}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${productFilename}.exe`);
  return join(appOutDir, packager.executableName ?? productFilename);
}

/** Rejects when the program does not say afterwards what was asked of it. */
export async function setFuses(program: string): Promise<void> {
  await flipFuses(program, { version: FuseVersion.V1, ...packagedFuses });
  const wire = await getCurrentFuseWire(program);
  for (const [fuse, wanted] of Object.entries(packagedFuses)) {
    const option = Number(fuse) as FuseV1Options;
    if (wire[option] !== (wanted ? FuseState.ENABLE : FuseState.DISABLE))
      throw new Error(`the fuse ${FuseV1Options[option]} did not take`);
  }
}

export default (context: PackContext): Promise<void> => setFuses(programOf(context));
