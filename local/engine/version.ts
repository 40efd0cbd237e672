/** A release number: major, minor, patch. */
export type Version = readonly [major: number, minor: number, patch: number];

/** Reads the first release number in a text such as "v3.259.0" or "go version go1.26 linux/amd64"; a missing patch is 0. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch] = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  return [Number(major), Number(minor), Number(patch ?? 0)];
}

/** Whether a release is the wanted one or a later one of the same major number. */
export function satisfies(version: Version, wanted: Version): boolean {
  const [major, minor, patch] = version;
  if (major !== wanted[0]) return false;
  return minor === wanted[1] ? patch >= wanted[2] : minor > wanted[1];
}
