import { styleText } from "node:util";
import type { IsolationFinding, Undecided, Witness } from "../checks/isolation/judgement.ts";
import { SOURCES } from "./mode.ts";
import type { Outcome } from "./outcome.ts";

const MOST_SHOWN = 20;

const HEADS = {
  isolated: ["✓", "green", "share nothing"],
  leaking: ["✗", "red", "are not isolated"],
  undecided: ["?", "yellow", "are not proven apart"],
} as const;

/** The outcome for a person: the verdict and its counts first, then each finding with its chain and what to change. */
export function isolationText({ reading, judgement }: Outcome): string {
  const { verdict, findings, undecided, principals, resources, questions } = judgement;
  const [mark, colour, words] = HEADS[verdict];
  const [left, right] = reading.snapshots;
  const head = styleText([colour, "bold"], `${mark} ${left.stage} and ${right.stage} ${words}`);
  const counted = [
    count(principals.length, "principal"),
    count(resources.length, "resource"),
    count(questions, "question"),
    count(findings.length, "finding"),
    `${undecided.length} undecided`,
  ].join(" · ");
  const flag = `--${reading.mode}`;
  return [
    `${head}   ${counted}`,
    styleText("gray", `  ${flag}: ${SOURCES[reading.mode]}`),
    ...reading.notes.map((note) => styleText("gray", `  ${note}`)),
    ...shown(findings, findingLines),
    ...shown(undecided, undecidedLines),
  ].join("\n");
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}

function shown<Item>(items: readonly Item[], lines: (item: Item, at: number) => readonly string[]): string[] {
  const rest = items.length - MOST_SHOWN;
  return [
    ...items.slice(0, MOST_SHOWN).flatMap(lines),
    ...(rest > 0 ? ["", `  … and ${rest} more; --json lists them all`] : []),
  ];
}

function findingLines({ code, message, witness, fix }: IsolationFinding, at: number): string[] {
  const chain = witness.chain.map(shortened).join(" → ");
  // Where a statement allows it, chain and statement say all that the message says.
  const [head, ...more] = witness.statement === undefined ? [message, `    ${chain}`] : [chain];
  return [
    "",
    `${styleText("red", `  ${at + 1} ${code}`)}  ${head}`,
    ...more,
    ...statementLines(witness),
    `    ${styleText("cyan", "→")} ${fix}`,
  ];
}

function statementLines({ statement }: Witness): string[] {
  if (statement === undefined) return [];
  const { document, sid, index } = statement;
  const which = [sid === undefined ? undefined : `"${sid}"`, index === undefined ? undefined : `number ${index + 1}`];
  const named = which.filter((part) => part !== undefined).join(", ");
  return [`    allowed by ${document}${named === "" ? "" : `, statement ${named}`}`];
}

function undecidedLines({ subject, reason }: Undecided): string[] {
  return ["", `${styleText("yellow", "  ? undecided")}  ${shortened(subject)}: ${reason}`];
}

/** An ARN without what is the same for all: `iam role/name`, `dynamodb table/name`. */
export function shortened(text: string): string {
  const arn = /^arn:[^:]+:([^:]+):[^:]*:[^:]*:(.+)$/.exec(text);
  const urn = /^urn:pulumi:[^:]+::[^:]+::(?:[^:]+[$])?(.+)$/.exec(text);
  if (urn?.[1] !== undefined) return urn[1];
  return arn === null ? text : `${arn[1]} ${arn[2]}`;
}
