import { execFile, spawn } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { processRuns } from "../../../local/cache/process-state.ts";

const guard = path.join(import.meta.dirname, "../../../local/emulator/function-guard.cjs");

describe("the guard of a function's process", () => {
  it("takes away what belongs to the emulator and leaves what belongs to the function", async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--require", guard, "-p", "JSON.stringify(Object.keys(process.env).sort())"],
      {
        env: {
          AUTH: "true",
          STATE_DIR: "/x",
          GATEWAY_PORT: "1",
          HOME: "/y",
          AWS_REGION: "us-west-2",
          TABLE_NAME: "jobs",
        },
      },
    );
    expect(JSON.parse(stdout)).toEqual(["AWS_REGION", "TABLE_NAME"]);
  });

  it("ends the process when the emulator is killed, even one that is busy waiting for a timer", async () => {
    const program = "console.log(process.pid); setInterval(() => {}, 1000)";
    const script = `"${process.execPath}" --require "${guard}" -e "${program}" & wait`;
    const emulator = spawn("/bin/sh", ["-c", script], { stdio: ["ignore", "pipe", "inherit"] });
    const pid = await new Promise<number>((resolve) => emulator.stdout.once("data", (data) => resolve(Number(data))));
    emulator.kill("SIGKILL");
    await expect.poll(() => processRuns(pid), { timeout: 3000 }).toBe(false);
  });
});
