import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { installProvider } from "../../../local/provider/install.ts";

describe("installing the provider", () => {
  let pulumiHome: string;
  beforeEach(async () => {
    pulumiHome = await mkdtemp(join(tmpdir(), "provider home-"));
  });
  afterEach(() => rm(pulumiHome, { recursive: true }));

  it("leaves one launcher that starts the provider and prints its port, however often it is done", async () => {
    await Promise.all([installProvider({ pulumiHome }), installProvider({ pulumiHome })]);
    await installProvider({ pulumiHome });
    const folder = join(pulumiHome, "plugins", "resource-aws-v7.48.0");
    expect(await readdir(folder)).toEqual(["pulumi-resource-aws"]);
    const provider = execFile(join(folder, "pulumi-resource-aws"), ["127.0.0.1:1"]);
    try {
      const port = await new Promise((resolve, reject) => {
        provider.stdout?.once("data", resolve);
        provider.once("exit", reject);
      });
      expect(String(port)).toMatch(/^\d+\n$/);
    } finally {
      provider.kill();
    }
  });
});
