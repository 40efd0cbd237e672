import { type DeployArgs, type Deployed, deploy } from "../../../ops/deployment/deploy.ts";
import { deploymentsOf, liveOf, unfinishedOf } from "../../../ops/deployment/history.ts";
import type { DeploymentPorts } from "../../../ops/deployment/ports.ts";
import type { Trouble } from "../../contract/deployment-trouble.ts";
import { memoryDeployment, type WorldArgs } from "../../contract/memory-deployment.ts";
import type { Program } from "../../contract/memory-program.ts";
import { type Watched, watched } from "./watched.ts";

export const never = new AbortController().signal;
export const UNINTERRUPTED = { soft: never, hard: never };
export const ARGS = { note: () => {}, rollForward: false, uncommitted: "refused" } as const;
export const BACK = { note: () => {}, irreversible: "refused" } as const;
export const FORWARD = { rollForward: true, reason: "the way back is gone" } as const;

/** What can be wrong with a deployment, the good one first. */
export const TROUBLES: Readonly<Record<string, Trouble>> = {
  "a good one": {},
  "one whose update fails half way": { engine: "fails" },
  "one that never settles": { settle: "never" },
  "one that does not verify": { verify: "fails" },
  "one with errors": { errors: 0.2 },
  "one that is slow": { slower: 3 },
  "one that fails behind the door": { verifyLive: "fails" },
  "one whose isolation cannot be decided": { isolation: "undecided" },
  "one whose last migration fails": { lastMigration: "fails" },
};

const COMMITS: Readonly<Record<string, Program>> = {
  a: { api: "api-a", worker: "worker-a", gone: "gone-a" },
  b: { api: "api-b", worker: "worker-a", fresh: "fresh-b" },
  c: { api: "api-c", worker: "worker-c", fresh: "fresh-b" },
};

/** A stage on which nothing was ever deployed; commits `a`, `b` and `c` change, remove and add functions. */
export function emptyStage(change: Partial<WorldArgs> = {}): Watched {
  return watched(memoryDeployment({ commits: COMMITS, ...change }));
}

const MIGRATIONS = { "0014-first": "first", "0015-last": "last" } as const;

/** A stage on which commit `a` is live, and `b` is about to be deployed with two migrations. */
export async function stageWithA(change: Partial<WorldArgs> = {}): Promise<Watched> {
  const { migrations = MIGRATIONS } = change;
  const stage = emptyStage({ ...change, migrations });
  for (const id of Object.keys(migrations)) stage.world.applied.add(id);
  await deployed(stage, "a");
  stage.world.applied.clear();
  stage.world.asked.length = 0;
  stage.world.head = "b";
  return stage;
}

/** Commit b is stuck after a: it was bad, and its way back failed at this; by now that would work again. */
export async function stageWithStuck(broken: Trouble = { restore: "fails" }) {
  const stage = await stageWithA();
  const old = told(stage);
  stage.world.trouble = { errors: 0.3, ...broken };
  const { record: stuck } = await deployed(stage, "b");
  if (stuck?.state !== "stuck") throw new Error(`It is ${stuck?.state}.`);
  stage.world.trouble = {};
  return { stage, old, stuck };
}

/** Deploys a commit. */
export function deployed(stage: Watched, commit: string, change: Partial<DeployArgs> = {}): Promise<Deployed> {
  stage.world.head = commit;
  return deploy({ ...ARGS, ports: stage.ports, ...change }, UNINTERRUPTED);
}

/** What serves and what is stored, as a client could tell. */
export function told({ world }: Watched) {
  const functions = [...world.functions].map(([name, { latest, alias }]) => [
    name,
    { latest, serves: world.digestAt(name, alias.version), next: alias.next },
  ]);
  return { ...Object.fromEntries(functions), applied: [...world.applied].sort(), deployed: world.deployed };
}

/** What the ledger tells. */
export async function truth(ports: DeploymentPorts) {
  const all = await deploymentsOf(ports, never);
  return { all, live: liveOf(all), unfinished: unfinishedOf(all) };
}
