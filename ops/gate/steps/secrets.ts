import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { STAGES } from "../../../runtime/domain/stage.ts";
import { AllowList } from "../../checks/secrets/allowed.ts";
import { judgeLine } from "../../checks/secrets/judge-line.ts";
import { judgeTold } from "../../checks/secrets/judge-told.ts";
import { toldValues } from "../../checks/secrets/told-values.ts";
import { badInput, unreadable } from "../../failure.ts";
import type { Step } from "../../report.ts";
import { foundStep } from "../found-step.ts";
import type { GateContext, GateStep } from "../gate-step.ts";
import { historySecrets } from "../history-secrets.ts";
import { historyLines, isShallow, keptFiles } from "../repository.ts";
import { undecidedWhereUnread } from "../undecided.ts";

const ALLOW_LIST = ".secrets-allow.json";

/** How long reading the history may take, in milliseconds. */
const HISTORY_TIME = 30_000;

/** Nothing that has the shape of a secret, now or in any commit. */
export const secretsStep: GateStep = {
  name: "secrets",
  explains: `Nothing in the repository, its stage files, its history, the functions' environments or the stacks' outputs has the shape of a secret, except what ${ALLOW_LIST} allows with a reason.`,
  run: async ({ root, previews }, signal) => {
    const work: Work = { root, previews, list: await allowList(root) };
    const parts = { "secrets: files": files, "secrets: history": history, "secrets: programs": programs };
    return Promise.all(
      Object.entries(parts).map(([name, run]) =>
        undecidedWhereUnread({ name, signal }, () => run({ ...work, name }, signal)),
      ),
    );
  },
};

type Work = Pick<GateContext, "root" | "previews"> & { readonly list: AllowList };
type Part = Work & { readonly name: string };

async function files({ root, list, name }: Part, signal: AbortSignal): Promise<Step> {
  const paths = await keptFiles(root, signal);
  const findings = [];
  for (const path of paths) {
    const text = await textOf(join(root, path));
    const lines = text.split("\n");
    findings.push(...lines.flatMap((line, at) => judgeLine({ text: line, path, number: at + 1 }, list)));
  }
  return foundStep({ name, findings, detail: `${paths.length} files` });
}

/** A file's text; empty for what was deleted, leads elsewhere or is no text. */
async function textOf(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    return bytes.subarray(0, 8_000).includes(0) ? "" : bytes.toString("utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "EISDIR") return "";
    throw unreadable(`${path} could not be read: ${String(error)}.`, "Make it readable, and run it again.", error);
  }
}

async function history({ root, list, name }: Part, signal: AbortSignal): Promise<Step> {
  const deadline = AbortSignal.timeout(HISTORY_TIME);
  const lines = historyLines(root, AbortSignal.any([signal, deadline]));
  const { findings, commits } = await historySecrets(lines, list).catch((error: unknown) => {
    if (signal.aborted || !deadline.aborted) throw error;
    const message = `The history could not be read to its end within ${HISTORY_TIME / 1_000} seconds.`;
    throw unreadable(message, "Run the gate on a machine that is less busy.", error);
  });
  const step = foundStep({ name, findings, detail: `${commits} commits` });
  return step.status === "passed" && (await isShallow(root, signal)) ? { ...step, ...SHALLOW } : step;
}

/** What the programs hand to what runs, and what the stacks tell: from what the engine would make of both. */
async function programs({ previews, list, name }: Part, signal: AbortSignal): Promise<Step> {
  const documents = await previews(signal);
  const values = STAGES.flatMap((stage) => {
    const told = toldValues({ stage, preview: documents[stage] });
    if (told !== undefined) return told;
    throw unreadable(`What the engine says of ${stage} is no preview.`, `Look at it: pulumi preview --stack ${stage}`);
  });
  const later = values.filter(({ value }) => typeof value === "object" && value.kind === "later").length;
  const waiting = later === 0 ? "" : `, ${later} that AWS has yet to make`;
  return foundStep({ name, findings: judgeTold(values, list), detail: `${values.length} values${waiting}` });
}

const SHALLOW = {
  status: "undecided",
  reason: "older commits are missing here",
  findings: [
    {
      code: "shallow",
      message: "This clone is shallow: what older commits added could not be looked at.",
      subject: "history",
      fix: "Fetch them: git fetch --unshallow (in GitHub Actions, fetch-depth: 0)",
    },
  ],
} as const satisfies Partial<Step>;

async function allowList(root: string): Promise<AllowList> {
  const fix = `Each entry has a value (regular expression) or a fingerprint, and a reason. Restore it: git checkout ${ALLOW_LIST}`;
  try {
    const read = AllowList.safeParse(JSON.parse(await readFile(join(root, ALLOW_LIST), "utf8")));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw badInput(`${ALLOW_LIST} cannot be used: entry ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}.`, fix);
  } catch (error) {
    if (error instanceof SyntaxError) throw badInput(`${ALLOW_LIST} is not JSON.`, fix);
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
