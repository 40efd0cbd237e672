import { expect, test } from "vitest";
import { judgeSources } from "../../../../ops/checks/architecture/judge-sources.ts";

test.each<[path: string, line: string, code: string | undefined]>([
  ["runtime/flow/a.ts", 'if (stage === "production") return;', "stage-name"],
  ["runtime/flow/a.ts", "const table = `atlas-codex-jobs-preview`;", "stage-name"],
  ["runtime/flow/a.ts", '// as "production" does', undefined],
  ["runtime/flow/a.ts", "/** In `preview` alone. */", undefined],
  ["runtime/flow/a.ts", 'const strategy = "gpt5_preview";', undefined],
  ["runtime/domain/stage.ts", 'const STAGES = ["preview", "production"];', undefined],
  ["runtime/flow/a.ts", "const { HOME } = process.env;", "process-env"],
  ["runtime/flow/a.ts", 'const home = process["env"].HOME;', "process-env"],
  ["runtime/flow/a.ts", 'import { env } from "node:process";', "process-env"],
  ["runtime/handlers/api.ts", "readEnvironment(process.env);", undefined],
  ["ops/a.ts", "process.env.HOME", undefined],
  ["runtime/flow/a.ts", "await client.send(new UpdateItemCommand(input));", "second-writer"],
  ["ops/queue/a.ts", "new BatchWriteItemCommand(input)", "second-writer"],
  ["runtime/adapters/job-writing.ts", "new UpdateItemCommand(input)", undefined],
  ["runtime/flow/a.ts", "new GetItemCommand(input)", undefined],
])("%s: %s", (path, line, code) => {
  const findings = judgeSources([{ path, text: `first\n${line}\n` }]);
  expect(findings.map((found) => [found.code, found.subject])).toEqual(code === undefined ? [] : [[code, `${path}:2`]]);
});
