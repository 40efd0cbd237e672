import { readdir, readFile, stat } from "node:fs/promises";
import { join, posix } from "node:path";
import { type Zippable, zipSync } from "fflate";
import { type Archive, Asset } from "./value.ts";

/** One file of an archive. */
interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
}

const plainMode = 0o644;
const programMode = 0o755;
/** Every entry carries the same date, so that equal files make equal bytes. */
const date = new Date(1980, 0, 2);
const unixHost = 3;

/**
 * The zip file of an archive, the same bytes for the same files. A path that names a zip file gives its bytes as they
 * are. Relative paths start where the provider runs, the program's folder. Addresses and tar files are refused.
 */
export async function zipped(archive: Archive): Promise<Uint8Array> {
  const { source } = archive;
  if ("path" in source && (await stat(source.path)).isFile()) return zipFile(source.path);
  const entries = (await entriesOf(archive, "")).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const files: Zippable = Object.fromEntries(
    entries.map(({ name, bytes, mode }) => [
      name,
      [bytes, { mtime: date, os: unixHost, attrs: (0o100000 | mode) << 16 }],
    ]),
  );
  return zipSync(files, { level: 6 });
}

async function zipFile(path: string): Promise<Uint8Array> {
  if (!/\.(zip|jar)$/i.test(path))
    throw new Error(`the archive "${path}" is neither a folder nor a zip file: give one`);
  return readFile(path);
}

async function entriesOf(archive: Archive, under: string): Promise<readonly Entry[]> {
  const { source } = archive;
  if ("uri" in source) throw new Error(`the archive "${source.uri}" is remote: give a file or folder on this machine`);
  if ("path" in source) return folderEntries(source.path, under);
  const nested = await Promise.all(
    Object.entries(source.assets).map(([name, entry]) =>
      entry instanceof Asset ? assetEntry(entry, posix.join(under, name)) : entriesOf(entry, posix.join(under, name)),
    ),
  );
  return nested.flat();
}

async function assetEntry(asset: Asset, name: string): Promise<readonly Entry[]> {
  const { source } = asset;
  if ("uri" in source) throw new Error(`the asset "${source.uri}" is remote: give a file on this machine`);
  if ("text" in source) return [{ name, bytes: new TextEncoder().encode(source.text), mode: plainMode }];
  return [await fileEntry(source.path, name)];
}

async function folderEntries(folder: string, under: string): Promise<readonly Entry[]> {
  const found = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    found.map(async (entry) => {
      const path = join(folder, entry.name);
      const name = posix.join(under, entry.name);
      return (await stat(path)).isDirectory() ? folderEntries(path, name) : [await fileEntry(path, name)];
    }),
  );
  return nested.flat();
}

async function fileEntry(path: string, name: string): Promise<Entry> {
  const [bytes, about] = await Promise.all([readFile(path), stat(path)]);
  return { name, bytes, mode: (about.mode & 0o111) === 0 ? plainMode : programMode };
}
