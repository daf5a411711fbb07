import {
  ArrowRightLeft,
  Cloud,
  CloudCog,
  Database,
  FileKey2,
  FlaskConical,
  FolderTree,
  ListFilter,
  GitCompareArrows,
  KeyRound,
  Network,
  Route,
  ShieldAlert,
  UserCheck,
  Waypoints,
} from '@lucide/vue';
import type { Component } from 'vue';

/** The places the user can be, in the order of the rail. */
export const places: readonly { id: string; icon: Component; keys: string }[] = [
  { id: 'explorer', icon: FolderTree, keys: 'Mod+1' },
  { id: 'query', icon: ListFilter, keys: 'Mod+Shift+F' },
  { id: 'forest', icon: Network, keys: 'Mod+2' },
  { id: 'directories', icon: CloudCog, keys: 'Mod+3' },
  { id: 'estate', icon: Cloud, keys: 'Mod+Shift+E' },
  { id: 'compare', icon: GitCompareArrows, keys: 'Mod+8' },
  { id: 'migration', icon: ArrowRightLeft, keys: 'Mod+9' },
  { id: 'mapping', icon: Waypoints, keys: 'Mod+4' },
  { id: 'access', icon: Route, keys: 'Mod+5' },
  { id: 'drafts', icon: FlaskConical, keys: 'Mod+Shift+U' },
  { id: 'findings', icon: ShieldAlert, keys: 'Mod+Shift+G' },
  { id: 'reviews', icon: UserCheck, keys: 'Mod+Shift+Y' },
  { id: 'policy', icon: FileKey2, keys: 'Mod+Shift+P' },
  { id: 'sessions', icon: KeyRound, keys: 'Mod+6' },
  { id: 'workspace', icon: Database, keys: 'Mod+7' },
];
