import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { LambdaClient } from "@aws-sdk/client-lambda";
import type { Stage } from "../../../runtime/domain/stage.ts";
import { type FunctionEvent, functionLog } from "../../aws/function-log.ts";
import { unreadable } from "../../failure.ts";
import type { Observed, Target, Targets, Traffic } from "../ports.ts";
import type { AwsOptions } from "./aws-options.ts";
import { CountedInvocations } from "./counted-invocations.ts";
import { type BrokenRequest, ownRequests } from "./own-requests.ts";
import { ServedCount } from "./served.ts";

export type LoggedTrafficArgs = {
  readonly stage: Stage;
  readonly client: AwsOptions;
  /** The key of the stage's API, asked for when requests of our own are sent. */
  readonly masterKey: (signal: AbortSignal) => Promise<string>;
};

/** FilterLogEvents may be called five times a second in an account: a refusal is waited out, and the pace follows what is granted. */
const PATIENTLY = { maxAttempts: 10, retryMode: "adaptive" } as const;

/** Refused for its rate or lost on its way is not answered badly: a request is sent again before anybody is told. */
const STEADILY = { maxAttempts: 5 } as const;

type Divided = Target & { readonly function: string; readonly next: NonNullable<Target["next"]> };

/**
 * Traffic as the functions' logs tell of it: Lambda names the version in each log stream's name. Requests of our own are known
 * by their correlation id; those that broke an invocation are remembered, and count as the users' once this process is gone, as an invocation whose end is said
 * on both sides of that counts twice.
 */
export function loggedTraffic({ stage, client, masterKey }: LoggedTrafficArgs): Traffic {
  const broken: BrokenRequest[] = [];
  const counted = new CountedInvocations();
  return {
    async observe(targets, { since, until }, signal) {
      const logs = new CloudWatchLogsClient({ ...client, ...PATIENTLY });
      const observed = async ({ function: name, version, next }: Divided): Promise<readonly Observed[]> => {
        const sides = new Map([version, next.version].map((one) => [one, new ServedCount(counted)]));
        const asked = { client: logs, stage, function: name, from: since, to: until - 1, holding: undefined };
        for await (const page of functionLog(asked, signal)) {
          for (const event of page) sides.get(versionOf(event))?.add(event);
        }
        const [current, following] = [version, next.version].map((one) => {
          const own = broken.filter((each) => each.function === name && each.version === one);
          return sides.get(one)?.served({ ownBroken: own.filter(({ at }) => at >= since && at < until).length });
        });
        if (current === undefined || following === undefined) return [];
        return [
          { function: name, own: false, current: current.others, next: following.others },
          { function: name, own: true, current: current.own, next: following.own },
        ].filter((each) => each.current.requests + each.next.requests > 0);
      };
      try {
        const all: Observed[] = [];
        // One log group after the other: side by side they would only use up each other's calls.
        for (const each of divided(targets)) all.push(...(await observed(each)));
        return all;
      } finally {
        logs.destroy();
      }
    },
    async send(targets, count, signal) {
      const lambda = new LambdaClient({ ...client, ...STEADILY });
      try {
        const key = await masterKey(signal);
        const tell = (request: BrokenRequest) => void broken.push(request);
        return await ownRequests({ stage, lambda, targets, count, key, tell }, signal);
      } finally {
        lambda.destroy();
      }
    },
  };
}

function divided(targets: Targets): readonly Divided[] {
  return Object.entries(targets).flatMap(([name, { version, next }]) =>
    next === undefined ? [] : [{ function: name, version, next }],
  );
}

/** `2026/11/21/[3]0123…`, or with the function's name before the bracket. */
function versionOf({ stream, function: name }: FunctionEvent): string {
  const version = /\[(\$LATEST|\d+)\]/.exec(stream)?.[1];
  if (version !== undefined) return version;
  throw unreadable(
    `The log stream ${stream} of ${name} does not say which version wrote it.`,
    "Are there lines in the function's log group that Lambda did not write?",
  );
}
