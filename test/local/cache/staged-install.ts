import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { installOnce } from "../../../local/cache/install-once.ts";

/**
 * Installs a file in two writes, as a process of its own for the tests to kill: says each stage on standard output and,
 * at the one named, stays there. Arguments: target, journal of builds, stage to stay at (or "none").
 */
const [target = "", journal = "", stayAt = "none"] = process.argv.slice(2);

async function stage(name: string): Promise<void> {
  process.stdout.write(`${name}\n`);
  if (name === stayAt) await pause(60_000);
}

const { signal } = new AbortController();
const outcome = await installOnce({
  what: "the sample",
  target,
  usable: async (at) => existsSync(at) && readFileSync(at, "utf8") === "first half, second half",
  build: async (temporary) => {
    appendFileSync(journal, "build\n");
    await stage("started");
    writeFileSync(temporary, "first half");
    await stage("half-written");
    await pause(100);
    writeFileSync(temporary, "first half, second half");
    await stage("written");
  },
  report: (line) => process.stdout.write(`report: ${line}\n`),
  signal,
});
process.stdout.write(`${outcome}\n`);
