import type { PlannedChange, Target } from "../../ops/deployment/ports.ts";

/** What a commit's program deploys: function → digest of its bundle. */
export type Program = Readonly<Record<string, string>>;

/** A function with the digests of its versions, the first one's first; undefined is a version that is gone. */
export type MemoryFunction = { latest: string; published: (string | undefined)[]; alias: Target };

type ProgramArgs = {
  readonly commits: Readonly<Record<string, Program>>;
  /** Called before each of the many things that an update does. */
  readonly tick: () => Promise<void>;
};

/** Functions in memory, and the engine that brings a commit's program. Numbers of versions are never used again, as in Lambda. */
export function memoryProgram({ commits, tick }: ProgramArgs) {
  const functions = new Map<string, MemoryFunction>();
  const numbersUsed = new Map<string, number>();
  const program = (commit: string): Program => commits[commit] ?? {};

  const changes = (to: Program): PlannedChange[] => {
    const change = (name: string, operation: PlannedChange["operation"]) => ({
      ...{ urn: `urn:${name}`, type: "aws:lambda/function:Function", name, operation, properties: ["code"] },
    });
    return [
      ...Object.entries(to).flatMap(([name, digest]) => {
        const there = functions.get(name);
        if (there === undefined) return [change(name, "create")];
        // The engine's state is behind while it is in the middle of an update.
        return there.latest === digest && there.published.at(-1) === digest ? [] : [change(name, "update")];
      }),
      ...[...functions.keys()].filter((name) => to[name] === undefined).map((name) => change(name, "delete")),
    ];
  };

  const create = (name: string, digest: string) => {
    const gone = Array.from({ length: numbersUsed.get(name) ?? 0 }, () => undefined);
    const published = [...gone, digest];
    functions.set(name, { latest: digest, published, alias: { version: `${published.length}` } });
  };

  const update = async (there: MemoryFunction, digest: string) => {
    there.latest = digest;
    await tick();
    there.published.push(digest);
  };

  /** Fails after `most` changes. */
  const bring = async (commit: string, most = Number.POSITIVE_INFINITY) => {
    const to = program(commit);
    for (const [at, { name }] of changes(to).entries()) {
      await tick();
      if (at === most) throw new Error("The engine could not update it.");
      const digest = to[name];
      const there = functions.get(name);
      if (digest === undefined) {
        numbersUsed.set(name, there?.published.length ?? 0);
        functions.delete(name);
      } else if (there === undefined) create(name, digest);
      else await update(there, digest);
    }
    await tick();
  };

  const digestAt = (name: string, version: string) => functions.get(name)?.published[Number(version) - 1];
  return { functions, program, changes, bring, digestAt };
}
