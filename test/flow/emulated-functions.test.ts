import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { processRuns } from "../../local/cache/process-state.ts";
import { temporaryFolder } from "../local/cache/temporary-folder.ts";
import { createFunction, createTable, invoke, rootAt } from "../local/emulator/sample-resources.ts";
import { start } from "./started-emulator.ts";

describe("what runs in the embedded AWS", () => {
  it("has the rights of its role and sees nothing of the host's environment", async () => {
    const stateDir = path.join(await temporaryFolder(), "state");
    const root = rootAt((await start(stateDir)).endpoint);
    await createTable(root, "mine");
    await createTable(root, "other");
    const arn = "arn:aws:dynamodb:us-west-2:000000000000:table/mine";
    await createFunction(root, { name: "sample", allow: [{ Action: "dynamodb:PutItem", Resource: arn }] });
    const ask = (event: unknown): Promise<unknown> => invoke(root, "sample", event);
    expect(await ask({ ask: "put", table: "mine" })).toBe("allowed");
    expect(await ask({ ask: "get", table: "mine" })).toBe("AccessDeniedException");
    expect(await ask({ ask: "put", table: "other" })).toBe("AccessDeniedException");

    const environment = Object.keys((await ask({ ask: "environment" })) as object);
    const known = /^(_?AWS_|_LAMBDA_|LAMBDA_TASK_ROOT$|_MINISTACK_INVOKE_DEPTH$|(LANG|PATH|PWD|TMPDIR|TZ)$)/;
    expect(environment.filter((name) => !known.test(name))).toEqual([]);
  });

  it("is reached through the loopback interface alone", async () => {
    const { port } = await start(path.join(await temporaryFolder(), "state"));
    const outside = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    for (const { address } of outside.filter(({ internal, family }) => !internal && family === "IPv4")) {
      await expect(once(connect({ host: address, port }), "connect")).rejects.toThrow("ECONNREFUSED");
    }
  });

  it("leaves no process and no code of functions behind when it stops", async () => {
    const stateDir = path.join(await temporaryFolder(), "state");
    const emulator = await start(stateDir);
    const root = rootAt(emulator.endpoint);
    await createFunction(root, { name: "sample", allow: [] });
    const worker = Number(await invoke(root, "sample", { ask: "pid" }));
    expect(processRuns(worker)).toBe(true);
    await emulator.stop();
    expect([emulator.pid, worker].map(processRuns)).toEqual([false, false]);
    expect((await readdir(stateDir)).toSorted()).toEqual(["bin", "lock", "port", "state"]);
  });
});
