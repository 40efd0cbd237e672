import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";

const Names = z.record(z.string(), z.string()).default({});
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), dependencies: Names, devDependencies: Names }),
  ),
});

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
}

/** The nearest folder at or above one that holds a package-lock.json. */
export function projectFolder(from: string): string | undefined {
  if (existsSync(path.join(from, "package-lock.json"))) return from;
  const parent = path.dirname(from);
  return parent === from ? undefined : projectFolder(parent);
}

/** Lists the packages a project's package-lock.json pins: the ones it names itself, or all of them. */
export function installedPackages(folder: string, reach: "direct" | "all"): InstalledPackage[] {
  const { packages } = Lock.parse(JSON.parse(readFileSync(path.join(folder, "package-lock.json"), "utf8")));
  const root = packages[""];
  const named = new Set([...Object.keys(root?.dependencies ?? {}), ...Object.keys(root?.devDependencies ?? {})]);
  const marker = "node_modules/";
  return Object.entries(packages).flatMap(([place, { version }]) => {
    const name = place.slice(place.lastIndexOf(marker) + marker.length);
    const wanted = reach === "all" || (named.has(name) && place === `${marker}${name}`);
    return version !== undefined && place !== "" && wanted ? [{ name, version }] : [];
  });
}
