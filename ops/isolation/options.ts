import { badInput } from "../failure.ts";
import type { Mode } from "./mode.ts";

/** What the command line says. */
export type IsolationOptions = {
  export?: string[] | undefined;
  before?: boolean | undefined;
  after?: boolean | undefined;
  live?: boolean | undefined;
  evidence?: string | undefined;
  check?: string | undefined;
  graph?: string | undefined;
  json: boolean;
};

/** What is to be done. */
export type Work = {
  mode?: Exclude<Mode, "export"> | undefined;
  files?: readonly [string, string] | undefined;
  evidence?: string | undefined;
  check?: string | undefined;
  graph?: string | undefined;
};

const STACK_MODES = ["before", "after", "live"] as const;
const HELP = "See: ops verify-isolation --help";

/** The work that options ask for; a sentence when they contradict each other. */
export function plannedWork(options: IsolationOptions): Work {
  for (const name of ["evidence", "check", "graph"] as const) {
    if (Array.isArray(options[name])) throw badInput(`--${name} was given more than once; it takes one file.`, HELP);
    if (options[name] === "") throw badInput(`--${name} needs the name of a file.`, HELP);
  }
  const { evidence, check, graph } = options;
  const asked = STACK_MODES.filter((mode) => options[mode] === true);
  const files = options.export ?? [];
  const named = [...asked.map((mode) => `--${mode}`), ...(files.length > 0 ? ["--export"] : [])];
  if (named.length > 1) throw badInput(`${named.join(" and ")} are different proofs; choose one.`, HELP);
  if (check !== undefined && asked[0] !== undefined) {
    throw badInput(`--check reads what its evidence was made of, so --${asked[0]} says nothing.`, HELP);
  }
  if (check !== undefined && (evidence !== undefined || graph !== undefined)) {
    throw badInput("--check only looks; it writes neither evidence nor a graph.", "Make a new proof without --check.");
  }
  return { mode: asked[0], files: pairOf(files), evidence, check, graph };
}

function pairOf(files: readonly string[]): readonly [string, string] | undefined {
  const [left, right, ...more] = files;
  if (left === undefined) return undefined;
  if (right === undefined || more.length > 0) {
    const many = files.length === 1 ? "once" : `${files.length} times`;
    throw badInput(`--export was given ${many}; it takes two files, one of each stage.`, HELP);
  }
  if (left === right) throw badInput(`--export names ${left} twice; it takes one file of each stage.`, HELP);
  return [left, right];
}
