import { describe, expect, it } from "vitest";
import { runChild } from "../../../local/cache/child.ts";
import { processRuns } from "../../../local/cache/process-state.ts";

const { signal } = new AbortController();

describe("running a child process", () => {
  it("hands on the lines of both streams and keeps standard output apart", async () => {
    const lines: string[] = [];
    const result = await runChild({
      command: "/bin/sh",
      args: ["-c", "echo one; echo two >&2; exit 3"],
      env: {},
      onLine: (line) => lines.push(line),
      signal,
    });
    expect(lines.toSorted()).toEqual(["one", "two"]);
    expect(result).toMatchObject({ code: 3, stdout: "one" });
  });

  it("tells why a command cannot be started", async () => {
    const result = await runChild({ command: "/nowhere/at-all", args: [], env: {}, signal });
    expect(result).toMatchObject({ code: null, startFailure: "ENOENT" });
  });

  it("ends the child's own children too when it is aborted", async () => {
    const controller = new AbortController();
    let grandchild = 0;
    const running = runChild({
      command: "/bin/sh",
      args: ["-c", "sleep 60 & echo $!; wait"],
      env: { PATH: "/usr/bin:/bin" },
      onLine: (line) => {
        grandchild = Number(line);
        controller.abort(new Error("enough"));
      },
      signal: controller.signal,
    });
    await expect(running).rejects.toThrow("enough");
    await expect.poll(() => processRuns(grandchild)).toBe(false);
  });
});
