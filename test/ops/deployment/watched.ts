import { judgeCanary } from "../../../ops/canary/judge-canary.ts";
import { CANARY_STEPS } from "../../../ops/canary/steps.ts";
import { closedOver, liveOf, unfinishedOf } from "../../../ops/deployment/history.ts";
import { recordIn } from "../../../ops/deployment/journal.ts";
import type { DeploymentPorts, Target } from "../../../ops/deployment/ports.ts";
import { DEPLOYMENTS, type DeploymentRecord } from "../../../ops/deployment/record.ts";
import { holds } from "../../../ops/deployment/step.ts";
import type { MemoryDeployment } from "../../contract/memory-deployment.ts";
import { wrappedPorts } from "./wrapped-ports.ts";

/** What can be seen of a stage at one moment. */
type Sight = {
  readonly world: MemoryDeployment["world"];
  /** Oldest first. */
  readonly records: readonly DeploymentRecord[];
  /** Digests that served when the newest record was begun. */
  readonly servedBefore: ReadonlyMap<string, string>;
  /** `function version` of what was verified before traffic since then. */
  readonly verified: ReadonlySet<string>;
  /** Where the aliases pointed when it was last looked. */
  readonly aliasesBefore: ReadonlyMap<string, Target>;
};

const text = (value: unknown) => JSON.stringify(value);

/** What has to hold at every moment of every deployment and rollback, however it goes; each tells what it sees that does not. */
const RULES: Readonly<Record<string, (sight: Sight) => readonly string[]>> = {
  "no alias points at a version that there is not": ({ world }) =>
    sharesOf(world)
      .filter(({ digest }) => digest === undefined)
      .map(({ name, version }) => `${name} ${version}`),

  "nothing serves but what was there and what is deployed": ({ world, records, servedBefore }) => {
    const newest = records.at(-1);
    return sharesOf(world)
      .filter(({ name, digest }) => newest && digest !== newest.bundles[name] && digest !== servedBefore.get(name))
      .filter(({ name, digest }) => !isOfBoth(records, name, digest))
      .map(({ name, digest }) => `${name} serves ${digest}`);
  },

  "a new version has no traffic before it is verified": ({ world, records, servedBefore, verified }) =>
    isDeploying(records)
      ? sharesOf(world)
          .filter(({ name, digest }) => servedBefore.has(name) && servedBefore.get(name) !== digest)
          .filter(({ name, digest }) => !isOfBoth(records, name, digest))
          .filter(({ name, version }) => !verified.has(`${name} ${version}`))
          .map(({ name, version }) => `${name} ${version}`)
      : [],

  "a new version has no more traffic than the verdicts allow": ({ world, records, servedBefore, aliasesBefore }) => {
    const running = records.at(-1);
    if (running?.state !== "running" || running.kind !== "deployment") return [];
    return sharesOf(world)
      .filter(({ name, digest }) => servedBefore.has(name) && servedBefore.get(name) !== digest)
      .filter(({ name }) => text(aliasesBefore.get(name)) !== text(world.functions.get(name)?.alias))
      .filter(({ weight }) => !mayHave(running, weight) && !isLeftToUsers(running, world.askable))
      .map(({ name, weight }) => `${name} has ${weight}`);
  },

  "what the ledger calls live is what serves": ({ world, records }) => {
    const live = liveOf(records);
    if (unfinishedOf(records) !== undefined || live === undefined || records.at(-1)?.state === "failed") return [];
    const aliases = [...world.functions].map(([name, { alias }]) => [name, alias]);
    const meant = Object.entries(live.versions ?? {}).map(([name, version]) => [name, { version }]);
    return text(aliases.toSorted()) === text(meant.toSorted()) ? [] : [`${text(aliases)}, meant ${text(meant)}`];
  },

  "only what is running has a step that is at work": ({ records }) =>
    records
      .filter(({ state, steps }) => state !== "running" && steps.some(({ status }) => status === "started"))
      .map(({ id, state }) => `${id} is ${state}`),

  "a step that passed has no problems": ({ records }) =>
    records
      .flatMap(({ steps }) => steps)
      .filter(({ status, problems }) => status === "passed" && problems !== undefined)
      .map(({ name }) => name),

  "one at most is not finished": ({ records }) =>
    records.filter((record) => unfinishedOf([record]) !== undefined).length > 1 ? ["two are"] : [],
};

type Share = { name: string; version: string; digest: string | undefined; weight: number };

/** Every version that has traffic, with its part of it. */
function sharesOf({ functions, digestAt }: Sight["world"]): readonly Share[] {
  return [...functions].flatMap(
    ([
      name,
      {
        alias: { version, next },
      },
    ]) => {
      const share = (of: string, weight: number) => ({ name, version: of, digest: digestAt(name, of), weight });
      return next === undefined
        ? [share(version, 1)]
        : [share(version, 1 - next.weight), share(next.version, next.weight)];
    },
  );
}

function isDeploying(records: readonly DeploymentRecord[]): boolean {
  const newest = records.at(-1);
  return newest?.kind === "deployment" && unfinishedOf([newest]) !== undefined;
}

/** Whether it is what was live before a stuck one and the one that was begun over it: the way back of the second leads there. */
function isOfBoth(records: Sight["records"], name: string, digest: string | undefined): boolean {
  return records.at(-1)?.over !== undefined && digest !== undefined && liveOf(records)?.bundles[name] === digest;
}

/** Whether every weight before this one has its verdict. */
function mayHave({ canary, canaryLeftOut, rollForward }: DeploymentRecord, weight: number): boolean {
  if (canaryLeftOut !== undefined) return true;
  const earlier = CANARY_STEPS.filter((step) => step.weight < weight);
  const known = CANARY_STEPS.some((step) => step.weight === weight);
  const observed = canary?.batches ?? [];
  const isPromoted = (step: (typeof CANARY_STEPS)[number]) =>
    judgeCanary({ observed, step, rollForward }).verdict === "promote";
  return known && earlier.slice(-1).every(isPromoted);
}

/** Whether nothing of our own can be asked of the new versions: then few requests are all there is to judge by. */
function isLeftToUsers({ canary }: DeploymentRecord, askable: boolean): boolean {
  return !askable && canary !== undefined;
}

/** A stage that is looked at after every call of whoever works on it; what it sees is kept in `broken`. */
export function watched({ ports, world }: MemoryDeployment) {
  const records = new Map<string, DeploymentRecord>();
  const servedBefore = new Map<string, string>();
  const aliasesBefore = new Map<string, Target>();
  const verified = new Set<string>();
  const broken = new Set<string>();

  const look = () => {
    const sorted = closedOver([...records.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)));
    const sight = { world, records: sorted, servedBefore, verified, aliasesBefore };
    for (const [rule, judge] of Object.entries(RULES)) for (const seen of judge(sight)) broken.add(`${rule}: ${seen}`);
    for (const [name, { alias }] of world.functions) aliasesBefore.set(name, alias);
  };
  const begun = () => {
    verified.clear();
    servedBefore.clear();
    for (const { name, digest } of sharesOf(world)) if (digest !== undefined) servedBefore.set(name, digest);
  };
  const checks: DeploymentPorts["checks"] = {
    ...ports.checks,
    async verify(asked, signal) {
      const lines = await ports.checks.verify(asked, signal);
      if (holds(lines) && asked.phase === "before-traffic") {
        for (const [name, version] of Object.entries(asked.versions)) verified.add(`${name} ${version}`);
      }
      return lines;
    },
  };
  const ledger: DeploymentPorts["ledger"] = {
    ...ports.ledger,
    async write(entry, signal) {
      const written = await ports.ledger.write(entry, signal);
      if (written.run !== DEPLOYMENTS) return written;
      if (!records.has(written.entry)) begun();
      records.set(written.entry, recordIn(written));
      return written;
    },
  };
  world.tick = async () => look();
  const call = async (act: () => unknown) => {
    const answer = await act();
    look();
    return answer;
  };
  return { world, ports: wrappedPorts({ ...ports, checks, ledger }, call), look, broken };
}

export type Watched = ReturnType<typeof watched>;
