import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, test } from "vitest";
import { STAGES } from "../../runtime/domain/stage.ts";

const run = promisify(execFile);
const env = { ...process.env, ...inject("environment") };

async function pulumi(...args: string[]) {
  const { stdout } = await run("pulumi", [...args, "--non-interactive"], { env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

describe.each(STAGES)("the real engine, with what is up in %s", { timeout: 120_000 }, (stage) => {
  test("sees nothing to change, and nothing that drifted", async () => {
    const { changeSummary } = JSON.parse(await pulumi("preview", "--refresh", "--json", "--stack", stage)) as {
      changeSummary: Record<string, number>;
    };
    expect(Object.keys(changeSummary)).toEqual(["same"]);
  });

  test("exports a state without a secret value in the clear", async () => {
    const { masterKey } = inject("stages")[stage];
    const state = await pulumi("stack", "export", "--stack", stage);
    expect(state).toContain(`atlas-codex-jobs-${stage}`);
    expect(state).not.toContain(masterKey);
  });
});

test("a setting that contradicts another is refused before anything is deployed, naming both", {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "atlas-codex-contradiction-"));
  try {
    await cp(inject("workFolder"), folder, { recursive: true });
    const path = join(folder, "Pulumi.production.yaml");
    await writeFile(path, (await readFile(path, "utf8")).replace(/GPT5_ENABLED: .*/, 'GPT5_ENABLED: "true"'));
    const project = join(folder, "Pulumi.yaml");
    const main = join(import.meta.dirname, "../../infra/index.ts");
    await writeFile(project, (await readFile(project, "utf8")).replace(/main: .*/, `main: ${main}`));
    const attempt = run("pulumi", ["preview", "--stack", "production", "--non-interactive"], {
      env: { ...env, PULUMI_OPTION_CWD: folder },
    });
    const failure = await attempt.then(
      () => undefined,
      (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
    );
    expect(failure).toContain("GPT5_ENABLED=true contradicts FORCE_GPT4=true");
    expect(failure).toContain("Nothing was deployed");
    expect(failure).not.toMatch(/\bat .*\.ts:\d+/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
