import { badInput } from "../failure.ts";

/** The ways in which the command works. */
export type Mode = "local-file" | "plan" | "apply" | "status" | "rollback" | "verify" | "quarantine";

/** Options that say something only in some of the ways. */
export const PLACED = {
  stage: ["plan", "apply", "status", "rollback", "verify", "quarantine"],
  sample: ["plan"],
  full: ["plan"],
  segments: ["plan", "apply"],
  "max-wcu": ["plan", "apply"],
  "max-percent": ["plan", "apply"],
  confirm: ["apply", "rollback"],
  "i-have-a-backup": ["apply"],
  on: ["apply"],
  watch: ["status"],
  run: ["status", "verify", "quarantine"],
  down: ["local-file", "rollback"],
  out: ["local-file"],
} as const satisfies Record<string, readonly Mode[]>;

/** What one would write for each of the ways. */
export const CALLED: Record<Mode, string> = {
  "local-file": "--local-file",
  plan: "a plan",
  apply: "--apply",
  status: "--status",
  rollback: "--rollback",
  verify: "--verify",
  quarantine: "--quarantine",
};

/** Options that choose a way; `quarantine` and `apply` also say how another one is gone. */
const CHOOSING = ["local-file", "rollback", "status", "verify", "quarantine", "apply"] as const;

const TOGETHER: readonly (readonly [Mode, Mode])[] = [
  ["local-file", "quarantine"],
  ["rollback", "apply"],
];

type Chosen = { readonly [name in (typeof CHOOSING)[number]]?: string | boolean | undefined };

/** The way that options choose; a sentence where they choose two. */
export function modeOf(options: Chosen): Mode {
  const [first, ...more] = CHOOSING.filter((name) => options[name] !== undefined && options[name] !== false);
  if (first === undefined) return "plan";
  const other = more.find((name) => !TOGETHER.some(([way, beside]) => way === first && beside === name));
  if (other === undefined) return first;
  throw badInput(
    `${CALLED[first]} and ${CALLED[other]} are different things to do.`,
    "Do one of them first: ops migrate-schema --help",
  );
}
