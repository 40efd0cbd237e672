import { setImmediate } from "node:timers/promises";
import type { DeploymentPorts, FunctionVersions, Targets } from "../../ops/deployment/ports.ts";
import type { Step } from "../../ops/report.ts";
import type { Trouble } from "./deployment-trouble.ts";
import { memoryLedger } from "./memory-ledger.ts";
import { memoryProgram, type Program } from "./memory-program.ts";

export type WorldArgs = {
  readonly commits: Readonly<Record<string, Program>>;
  readonly migrations?: Readonly<Record<string, "first" | "last">>;
  readonly stage?: "preview" | "production";
};

/** So many requests tell how long they took: enough to judge by, and few enough to be quick. */
const MOST_TIMED = 100;

/** A stage on an AWS that is only a few maps, for every order of events; it stands for the real adapters and passes their contract suites. */
export function memoryDeployment({ commits, migrations = {}, stage = "preview" }: WorldArgs) {
  const applied = new Set<string>();
  const ledger = memoryLedger();
  const { functions, program, changes, bring, digestAt } = memoryProgram({ commits, tick: () => world.tick() });
  const world = {
    head: Object.keys(commits)[0] ?? "",
    deployed: undefined as string | undefined,
    trouble: {} as Trouble,
    updates: 0,
    clock: 1_795_000_000_000,
    /** Milliseconds of the clock that never jumps. */
    elapsed: 0,
    /** Called at every step of something that takes many calls to AWS. */
    tick: async () => {},
    functions,
    digestAt,
    applied,
    /** Until when an alarm rings, on the clock that never jumps. */
    quietAt: 0,
    verifiedInPreview: undefined as string | undefined,
    dirty: [] as string[],
    settings: "settings",
    usersASecond: 400,
    /** Whether requests of our own fit the functions. */
    askable: true,
    /** Requests of our own to each version that were not observed yet. */
    sent: 0,
    /** The names of the checks and changes that were asked for, in order. */
    asked: [] as string[],
  };
  let ids = 0;

  const brought = async (commit: string, most?: number) => {
    await bring(commit, most);
    world.deployed = commit;
    world.updates += 1;
  };
  const line = (name: string, bad: boolean, status: Step["status"] = "failed"): Step => ({
    name,
    status: bad ? status : "passed",
    findings: bad ? [{ code: "seeded", message: `${name} is bad.`, subject: name }] : [],
  });
  const gone = (versions: FunctionVersions) => {
    const missing = Object.entries(versions).filter(([name, version]) => digestAt(name, version) === undefined);
    return missing.map(([name, version]) => `${name} has no version ${version}.`);
  };
  const isNew = (versions: FunctionVersions) => {
    const meant = program(world.head);
    return Object.entries(versions).every(([name, version]) => digestAt(name, version) === meant[name]);
  };
  const troubleFor = (versions: FunctionVersions): Trouble => (isNew(versions) ? world.trouble : {});
  const served = (requests: number, { errors = 0, slower = 1 }: Trouble) => ({
    requests,
    errors: Math.round(requests * errors),
    durations: Array.from({ length: Math.min(requests, MOST_TIMED) }, (_, at) => (10 + (at % 10)) * slower),
  });

  const ports: DeploymentPorts = {
    stage,
    ledger,
    who: "a test",
    now: () => world.clock,
    elapsed: () => world.elapsed,
    newId: () => `id${ids++}-0000`,
    async sleep(milliseconds, signal) {
      signal.throwIfAborted();
      world.clock += milliseconds;
      world.elapsed += milliseconds;
      await setImmediate();
    },
    engine: {
      async plan() {
        const bundles = program(world.head);
        return { id: JSON.stringify([world.deployed, bundles]), changes: changes(bundles), bundles, file: "" };
      },
      async up() {
        world.asked.push("up");
        await brought(world.head, world.trouble.engine === "fails" ? 1 : undefined);
      },
      stateVersion: async () => (world.deployed === undefined ? undefined : String(world.updates)),
      restore: (commit) => brought(commit, world.trouble.restore === "fails" ? 0 : undefined),
    },
    functions: {
      live: async () => Object.fromEntries([...functions].map(([name, { alias }]) => [name, alias])),
      newest: async () =>
        Object.fromEntries([...functions].map(([name, { published }]) => [name, `${published.length}`])),
      async point(targets: Targets) {
        for (const [name, target] of Object.entries(targets)) {
          await world.tick();
          const there = functions.get(name);
          for (const version of [target.version, ...(target.next ? [target.next.version] : [])]) {
            if (digestAt(name, version) === undefined) throw new Error(`${name} has no version ${version}.`);
          }
          if (there !== undefined) there.alias = target;
        }
      },
      // Dead letters stay more than they were after what made them was undone.
      unsettled: async (versions) =>
        world.trouble.settle === "never" ? [...gone(versions), "The dead letters grew."] : gone(versions),
      ringing: async () => (world.elapsed < world.quietAt ? [{ name: "alarm", reason: "1 error" }] : []),
      inactive: async (versions) => gone(versions),
    },
    source: {
      read: async () => ({
        ...{ commit: world.head, dirty: world.dirty, digest: `digest of ${world.head}`, settings: world.settings },
      }),
      keep: async () => world.head,
    },
    traffic: {
      async observe(targets, { since, until }) {
        const next = targets.api?.next;
        if (next === undefined) return [];
        const requests = Math.min(Math.round(((until - since) / 1_000) * world.usersASecond), 2_000);
        const toNext = Math.round(requests * next.weight);
        const own = world.sent;
        world.sent = 0;
        return [
          { function: "api", own: false, current: served(requests - toNext, {}), next: served(toNext, world.trouble) },
          { function: "api", own: true, current: served(own, {}), next: served(own, world.trouble) },
        ].filter(({ current, next }) => current.requests + next.requests > 0);
      },
      async send(_, count) {
        world.asked.push("send");
        if (!world.askable) return 0;
        world.sent += count;
        return count;
      },
    },
    migrations: {
      pending: async (when) => Object.keys(migrations).filter((id) => migrations[id] === when && !applied.has(id)),
      async apply(id) {
        world.asked.push(`apply ${id}`);
        await world.tick();
        if (world.trouble.lastMigration === "fails" && migrations[id] === "last") return [line(id, true)];
        applied.add(id);
        return [line(id, false)];
      },
      goesBack: (id) => !id.includes("one-way"),
      async rollback(id) {
        world.asked.push(`undo ${id}`);
        await world.tick();
        if (world.trouble.migrationBack === "fails") return [line(`${id} back`, true)];
        applied.delete(id);
        return [line(`${id} back`, false)];
      },
    },
    checks: {
      async gate() {
        world.asked.push("gate");
        return [line("gate", world.trouble.gate === "fails")];
      },
      async verify({ phase, versions, bundles }) {
        world.asked.push(`verify ${phase}`);
        const { verify, verifyLive } = troubleFor(versions);
        const isBad = phase === "live" ? verifyLive === "fails" : verify === "fails";
        const isOther = ([name, version]: [string, string]) => digestAt(name, version) !== (bundles[name] ?? "none");
        return [line("smoke", isBad || Object.entries(versions).some(isOther))];
      },
      async isolation() {
        world.asked.push("isolation");
        return [line("proof", world.trouble.isolation === "undecided" && world.deployed === world.head, "undecided")];
      },
      verifiedInPreview: async () => world.verifiedInPreview,
    },
  };
  return { ports, world };
}

export type MemoryDeployment = ReturnType<typeof memoryDeployment>;
