import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { until } from "../reliability/deadline.ts";
import { calling } from "./aws-failure.ts";

export type SecretStage = "AWSCURRENT" | "AWSPREVIOUS";
export type SecretAsked = { readonly id: string; readonly stage?: SecretStage };

/** Reads one secret's string from where it is kept. */
export type SecretReader = (asked: Required<SecretAsked>, signal: AbortSignal) => Promise<string>;

export type SecretCache = {
  get(asked: SecretAsked, signal: AbortSignal): Promise<string>;
  /** The secret after somebody refused the one in hand (`stale`): read again, unless that happened already or just now. */
  refresh(asked: SecretAsked & { stale: string }, signal: AbortSignal): Promise<string>;
};

export type SecretCacheOptions = {
  readonly read: SecretReader;
  /** How long a value counts as current. */
  readonly ttlMilliseconds?: number;
  /** The shortest time between two refreshes of one secret, so that wrong keys from outside cannot cause a call each. */
  readonly pauseMilliseconds?: number;
  readonly now?: () => number;
};

type Kept = { readonly value: Promise<string>; readonly readAt: number; readonly refreshedAt?: number };

/** The shared call ends by its own time, not by that of the caller who happened to be first. */
const READ_MILLISECONDS = 5_000;

/** Secrets in this process: one call for many callers at once, kept for a while, read again after a refusal. A failed call leaves what was there. */
export function secretCache(options: SecretCacheOptions): SecretCache {
  const { read, ttlMilliseconds = 300_000, pauseMilliseconds = 10_000, now = Date.now } = options;
  const kept = new Map<string, Kept>();

  const readAgain = (asked: Required<SecretAsked>, refreshed: { refreshedAt?: number }): Promise<string> => {
    const value = read(asked, AbortSignal.timeout(READ_MILLISECONDS));
    const entry: Kept = { value, readAt: now(), ...refreshed };
    const key = keyOf(asked);
    const before = kept.get(key);
    kept.set(key, entry);
    value.catch(() => {
      if (kept.get(key) !== entry) return;
      if (before === undefined) kept.delete(key);
      else kept.set(key, before);
    });
    return value;
  };

  const current = (asked: Required<SecretAsked>): Promise<string> => {
    const entry = kept.get(keyOf(asked));
    return entry !== undefined && now() - entry.readAt < ttlMilliseconds ? entry.value : readAgain(asked, {});
  };

  return {
    get: ({ id, stage = "AWSCURRENT" }, signal) => until(current({ id, stage }), signal),
    async refresh({ id, stage = "AWSCURRENT", stale }, signal) {
      const asked = { id, stage };
      const value = await until(current(asked), signal);
      const refreshedAt = kept.get(keyOf(asked))?.refreshedAt ?? Number.NEGATIVE_INFINITY;
      if (value !== stale || now() - refreshedAt < pauseMilliseconds) return until(current(asked), signal);
      return until(readAgain(asked, { refreshedAt: now() }), signal);
    },
  };
}

/** Reads from Secrets Manager; the secret's string is the key itself. */
export function secretReader(client: SecretsManagerClient): SecretReader {
  return ({ id, stage }, signal) =>
    calling(
      "reading a secret",
      async () => {
        const command = new GetSecretValueCommand({ SecretId: id, VersionStage: stage });
        const { SecretString } = await client.send(command, { abortSignal: signal });
        if (SecretString === undefined || SecretString === "") throw new Error(`Secret ${id} has no string value.`);
        return SecretString;
      },
      signal,
    );
}

function keyOf({ id, stage }: Required<SecretAsked>): string {
  return `${stage} ${id}`;
}
