import type { Stage } from "../../../runtime/domain/stage.ts";
import { OpsFailure } from "../../failure.ts";

type Told = { readonly stage: Stage; readonly line: string };
type Known = {
  readonly pattern: RegExp;
  readonly exitCode: 1 | 2 | 3;
  readonly message: (told: Told) => string;
  readonly fix: (told: Told) => string;
};

/** What the engine says on its way out, and what it means for the person; the first that is found counts. */
const KNOWN: readonly Known[] = [
  {
    pattern: /stack is currently locked|Another update is currently in progress|\[409\] Conflict/,
    exitCode: 3,
    message: ({ stage }) => `The state of the stack ${stage} is locked: another engine works on it, or one was killed.`,
    fix: ({ stage }) => `Wait until it is through; if there is none any more: pulumi cancel --yes --stack ${stage}`,
  },
  {
    pattern:
      /ExpiredToken|RequestExpired|security token included in the request is (expired|invalid)|InvalidClientTokenId/,
    exitCode: 3,
    message: ({ stage }) => `The credentials expired or are not valid any more, so ${stage} could not be worked on.`,
    fix: () => "Sign in again and go on: aws sts get-caller-identity tells who you are.",
  },
  {
    pattern: /no stack named/,
    exitCode: 2,
    message: ({ stage }) => `There is no stack ${stage}.`,
    fix: ({ stage }) => `Make it first: pulumi stack init ${stage}`,
  },
  {
    pattern: /violates plan/,
    exitCode: 3,
    message: ({ line }) => `What the program asks for is not what was planned: ${withoutValues(line)}`,
    fix: () => "Plan again: something changed since, in the program, its settings or the stack.",
  },
  {
    pattern: /incorrect passphrase|passphrase must be set/,
    exitCode: 3,
    message: ({ stage }) => `The secrets of the stack ${stage} could not be read: the passphrase is missing or wrong.`,
    fix: () => "Set PULUMI_CONFIG_PASSPHRASE to the one that the stack was made with.",
  },
  {
    pattern: /\[mandatory\]/,
    exitCode: 1,
    message: ({ stage, line }) => `The policy pack refuses what ${stage} would become: ${line}`,
    fix: () => "Keep to the rule; infra/pack/rules says what each one is for.",
  },
];

export type EngineEnd = {
  readonly stage: Stage;
  /** What it was doing, as a sentence's beginning: `The stack preview could not be updated`. */
  readonly what: string;
  /** Its last words, oldest first. */
  readonly words: readonly string[];
};

/** What the engine's last words mean, as a sentence with what to do; its own last line that says `error:` where it is none of the known ones. */
export function engineFailure({ stage, what, words }: EngineEnd): OpsFailure {
  const lines = words.map((word) => word.trim()).filter((word) => word !== "");
  for (const { pattern, exitCode, message, fix } of KNOWN) {
    const line = lines.find((one) => pattern.test(one));
    if (line === undefined) continue;
    const told = { stage, line };
    return new OpsFailure(exitCode, message(told), fix(told), new Error(line));
  }
  const blamed = lines.findLast((line) => /\berror: (?!(preview|update) failed)/.test(line)) ?? lines.at(-1);
  const why = (blamed ?? "it says nothing").replace(/^.*?\berror: /, "");
  return new OpsFailure(3, `${what}: ${why}`, `Look at it: pulumi stack --stack ${stage}`);
}

/** The resource and the properties' names; the engine would print all values, some of them pages long. */
function withoutValues(line: string): string {
  const [, urn = ""] = /resource (\S+) violates plan/.exec(line) ?? [];
  const properties = [...line.matchAll(/[+~-]{2}([A-Za-z]+)\[/g)].map(([, name]) => name);
  const names = properties.length === 0 ? "" : ` (${[...new Set(properties)].join(", ")})`;
  return `${urn === "" ? "a resource" : urn.split("::").slice(-2).join(" ")} differs${names}.`;
}
