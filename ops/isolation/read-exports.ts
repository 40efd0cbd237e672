import { snapshotFromExport } from "../checks/isolation/export-snapshot.ts";
import { badInput } from "../failure.ts";
import { readDocument } from "./document-file.ts";
import { encryptedValues } from "./encrypted-values.ts";
import type { Reading } from "./reading.ts";
import { exportCommand, type Named, stagePair } from "./snapshot-pair.ts";
import { unfinishedOperations } from "./unfinished.ts";

/** Both stages from two exported states; a sentence that names the file when one is not usable. */
export async function readExports(files: readonly [string, string], signal: AbortSignal): Promise<Reading> {
  const [left, right] = [await readOne(files[0], signal), await readOne(files[1], signal)];
  const { named } = stagePair(left, right);
  return {
    mode: "export",
    snapshots: [named[0].snapshot, named[1].snapshot],
    files: [named[0].name, named[1].name],
    findings: [],
    undecided: [...left.undecided, ...right.undecided],
    notes: [],
  };
}

async function readOne(path: string, signal: AbortSignal): Promise<Named & Pick<Reading, "undecided">> {
  const source = exportCommand("preview");
  const document = await readDocument({ path, source }, signal);
  const result = snapshotFromExport(document);
  if ("problem" in result) {
    const [problem = "", make = source] = result.problem.split(" Make one: ");
    throw badInput(`${path} cannot be used. ${problem}`, make);
  }
  const [encrypted, ...more] = encryptedValues(result.snapshot);
  if (encrypted !== undefined) {
    const others = more.length === 0 ? "" : ` and ${more.length} more`;
    throw badInput(
      `${path} holds encrypted secrets (${encrypted}${others}), and what is encrypted cannot be compared.`,
      exportCommand(result.snapshot.stage),
    );
  }
  return { name: path, snapshot: result.snapshot, undecided: unfinishedOperations(result.snapshot.stage, document) };
}
