/** Hashes of migrations' code, by their ids. */
export type CodeHashes = Readonly<Record<string, string>>;

export type CodeFinding = {
  readonly code: "drifted" | "missing";
  readonly message: string;
  readonly subject: string;
  readonly fix: string;
};

/** Released migrations whose code is another now, or is gone: items that they wrote could no longer be told or undone. */
export function judgeCode({
  released,
  now,
}: {
  readonly released: CodeHashes;
  readonly now: CodeHashes;
}): CodeFinding[] {
  return Object.entries(released).flatMap(([id, hash]): CodeFinding[] => {
    const today = now[id];
    if (today === hash) return [];
    if (today === undefined) {
      const message = `Migration ${id} was released and is not in the registry.`;
      return [{ code: "missing", message, subject: id, fix: `Put ${id} back: git log -- runtime/migrations` }];
    }
    const message = `The code of migration ${id} is ${today.slice(0, 12)}…, and ${hash.slice(0, 12)}… was released.`;
    const fix = `Put that code back and make a next migration: ops migrate-schema --new NAME`;
    return [{ code: "drifted", message, subject: id, fix }];
  });
}

/** Migrations of the registry that were not released yet, in its order. */
export function unreleased({ released, now }: { readonly released: CodeHashes; readonly now: CodeHashes }): string[] {
  return Object.keys(now).filter((id) => released[id] === undefined);
}
