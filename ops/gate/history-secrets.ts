import type { AllowList } from "../checks/secrets/allowed.ts";
import { judgeLine, type SecretFinding } from "../checks/secrets/judge-line.ts";

export type HistorySecrets = { readonly findings: readonly SecretFinding[]; readonly commits: number };

const COMMIT = "commit ";
const HUNK = /^@@ -\S+ \+(\d+)/;

/** Judges each line that a commit added and each line of its message; what stands in several commits is told of the last read. */
export async function historySecrets(lines: AsyncIterable<string>, list: AllowList): Promise<HistorySecrets> {
  const found = new Map<string, SecretFinding>();
  let [commit, commits, path, number, isHeader] = ["", 0, "", 0, true];
  const judge = (text: string, place: { path: string; number?: number }) => {
    for (const finding of judgeLine({ text, commit, ...place }, list)) {
      found.set(`${place.path} ${finding.code} ${finding.witness.fingerprint}`, finding);
    }
  };
  for await (const line of lines) {
    if (line.startsWith(COMMIT)) {
      [commit, isHeader] = [line.slice(COMMIT.length), true];
      commits += 1;
    } else if (line.startsWith("diff ")) isHeader = true;
    else if (isHeader && line.startsWith("+++ ")) path = line.slice("+++ b/".length).replace(/\t$/, "");
    else if (isHeader && line.startsWith(" ")) judge(line, { path: "the commit's message" });
    else if (line.startsWith("@@")) {
      isHeader = false;
      number = Number(HUNK.exec(line)?.[1] ?? 0);
    } else if (!isHeader && line.startsWith("+")) {
      judge(line.slice(1), { path, number });
      number += 1;
    }
  }
  return { findings: [...found.values()], commits };
}
