import { Failure } from "../domain/failure.ts";
import type { RotationEvent } from "../domain/rotation.ts";

/** The versions of one secret: which labels each carries, and their values. */
export type SecretVersions = {
  /** Labels by version id. */
  labels(signal: AbortSignal): Promise<Readonly<Record<string, readonly string[]>>>;
  /** The value of a version; undefined when it has none yet. */
  value(version: string, signal: AbortSignal): Promise<string | undefined>;
  /** Gives a version its value and the label AWSPENDING. */
  propose(proposal: { version: string; value: string }, signal: AbortSignal): Promise<void>;
  /** Moves AWSCURRENT to a version, away from the one that has it. */
  promote(move: { version: string; from: string | undefined }, signal: AbortSignal): Promise<void>;
};

export type RotationPorts = {
  readonly versions: SecretVersions;
  /** Makes a value nobody can guess. */
  readonly newKey: () => string;
};

const CURRENT = "AWSCURRENT";
const PENDING = "AWSPENDING";
/** Characters that 32 random bytes take at least. */
const SHORTEST = 43;

type Step = (version: string, ports: RotationPorts, signal: AbortSignal) => Promise<void>;

const STEPS: Record<RotationEvent["Step"], Step> = {
  async createSecret(version, { versions, newKey }, signal) {
    if ((await versions.value(version, signal)) === undefined) {
      await versions.propose({ version, value: newKey() }, signal);
    }
  },
  // Who checks the key reads it from where it is kept: there is nowhere else to set it.
  async setSecret() {},
  async testSecret(version, { versions }, signal) {
    const [proposed, labels] = await Promise.all([versions.value(version, signal), versions.labels(signal)]);
    if (proposed === undefined) throw refused("the new version has no value");
    if (proposed.length < SHORTEST) throw refused("the new value is too short for a key");
    const holder = holderOf(CURRENT, labels);
    if (holder !== undefined && (await versions.value(holder, signal)) === proposed) {
      throw refused("the new value is the old one");
    }
  },
  async finishSecret(version, { versions }, signal) {
    await versions.promote({ version, from: holderOf(CURRENT, await versions.labels(signal)) }, signal);
  },
};

/**
 * Carries out one step of a key's rotation. Each may come twice; a version that is current already needs nothing more.
 * Throws `invalid-request` for a version that nobody is rotating to.
 */
export async function rotateKey(event: RotationEvent, ports: RotationPorts, signal: AbortSignal): Promise<void> {
  const version = event.ClientRequestToken;
  const labels = await ports.versions.labels(signal);
  if (labels[version]?.includes(CURRENT) === true) return;
  if (event.Step !== "createSecret" && labels[version]?.includes(PENDING) !== true) {
    throw refused(`version ${version} is not pending`);
  }
  await STEPS[event.Step](version, ports, signal);
}

function holderOf(label: string, labels: Readonly<Record<string, readonly string[]>>): string | undefined {
  return Object.entries(labels).find(([, carried]) => carried.includes(label))?.[0];
}

function refused(why: string): Failure {
  return new Failure("invalid-request", `The rotation cannot go on: ${why}.`);
}
