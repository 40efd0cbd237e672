import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { awsEnvironment, type BenchAws } from "./bench-aws.ts";

export type CounterWriters = {
  /** Ends them and gives how many increments of each job the table acknowledged. */
  stop(): Promise<readonly number[]>;
};

/** So many processes that add one to `hits` of jobs drawn at random, one write at a time each, until they are stopped. */
export async function startCounterWriters(
  { aws, table, jobs, writers }: { aws: BenchAws; table: string; jobs: number; writers: number },
  signal: AbortSignal,
): Promise<CounterWriters> {
  const env = { ...process.env, ...awsEnvironment(aws) };
  const started = Array.from({ length: writers }, () =>
    fork(new URL("../started/counter-writer.ts", import.meta.url), [table, `${jobs}`], { env, signal }),
  );
  await Promise.all(started.map((writer) => message(writer, signal)));
  return {
    async stop() {
      const counts = await Promise.all(
        started.map((writer) => {
          const answer = message(writer, signal);
          writer.send("stop");
          return answer as Promise<readonly number[]>;
        }),
      );
      return Array.from({ length: jobs }, (_, job) => counts.reduce((sum, count) => sum + (count[job] ?? 0), 0));
    },
  };
}

async function message(writer: ChildProcess, signal: AbortSignal): Promise<unknown> {
  const ended = once(writer, "exit", { signal }).then(([code]) => {
    throw new Error(`A writer ended with ${code}.`);
  });
  const [said] = await Promise.race([once(writer, "message", { signal }), ended]);
  return said;
}
