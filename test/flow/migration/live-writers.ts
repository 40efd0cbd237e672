import { setTimeout as wait } from "node:timers/promises";
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { onTestFinished } from "vitest";
import { seededNumbers } from "../../../bench/seeded-numbers.ts";
import type { JobStore } from "../../../runtime/adapters/job-store.ts";
import { asFailure } from "../../../runtime/domain/failure.ts";
import { newJob } from "../../contract/new-job.ts";

/** What writers were told that the table has, and what it must not lose. */
export type Acknowledged = {
  /** Marks by the id of their item. */
  readonly marks: Map<string, Set<string>>;
  /** Log lines by the id of their job. */
  readonly lines: Map<string, Set<string>>;
  readonly deleted: Set<string>;
  readonly created: Set<string>;
};

export type LiveWriters = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly store: JobStore;
  /** Items that any writer may change; the first ones are changed most. */
  readonly shared: readonly string[];
  /** Items that are deleted, one after the other. */
  readonly doomed: string[];
  /** Pending jobs of any shape that are worked on, one after the other. */
  readonly pending: string[];
  readonly acknowledged: Acknowledged;
  readonly writers: number;
  readonly seed: number;
};

const HOT = 100;
/** Milliseconds: the mean between two turns of a writer, and what it waits before it tries again. */
const PAUSE = 150;
const AGAIN = 20;
const LEASE = 60_000;
const { signal } = new AbortController();

/** Nothing that anybody was told yet. */
export function nothingAcknowledged(): Acknowledged {
  return { marks: new Map(), lines: new Map(), deleted: new Set(), created: new Set() };
}

/** So many writers at work until they are stopped, with the test at the latest: half leave marks, a quarter work on jobs, a quarter delete. */
export function startLiveWriters(live: LiveWriters): { stop(): Promise<void> } {
  let isStopped = false;
  const kinds = [marking, working, marking, deleting];
  const work = async (writer: number) => {
    const random = seededNumbers(live.seed * 1_000 + writer);
    for (let nth = 0; !isStopped; nth += 1) {
      await kinds[writer % kinds.length]?.(live, { token: `${live.seed}-${writer}-${nth}`, random });
      await wait(PAUSE * 2 * random());
    }
  };
  const all = Promise.all(Array.from({ length: live.writers }, (_, writer) => work(writer)));
  const stop = async () => {
    isStopped = true;
    await all;
  };
  onTestFinished(stop);
  return { stop };
}

type Turn = { readonly token: string; readonly random: () => number };

/** Adds a mark of its own to a set in any item, as a program would that knows nothing of schemas. */
async function marking({ client, table, shared, acknowledged }: LiveWriters, { token, random }: Turn): Promise<void> {
  const among = random() < 0.5 ? HOT : shared.length;
  const id = shared[Math.floor(random() * among)] ?? "";
  const command = new UpdateItemCommand({
    TableName: table,
    Key: { id: { S: id } },
    UpdateExpression: "ADD marks :mark",
    ConditionExpression: "attribute_exists(id)",
    ExpressionAttributeValues: { ":mark": { SS: [token] } },
  });
  await untilTold(() => client.send(command));
  noted(acknowledged.marks, id, token);
}

/** Takes a pending job, or makes one, and works on it to its end, as a worker does. */
async function working({ store, pending, acknowledged }: LiveWriters, { token, random }: Turn): Promise<void> {
  const id = random() < 0.5 ? pending.pop() : undefined;
  const job = id ?? (await untilTold(() => store.create(newJob(), signal))).record.job.id;
  if (id === undefined) acknowledged.created.add(job);
  const owner = token;
  const log = (message: string) => ({ level: "info", message }) as const;
  const write = async (
    message: string,
    change: (record: Awaited<ReturnType<JobStore["read"]>>) => Promise<unknown>,
  ) => {
    await untilTold(async () => {
      const record = await store.read(job, signal);
      const isThere = record.job.logs?.some((line) => line.message === message) === true;
      if (!isThere) await change(record);
    });
    noted(acknowledged.lines, job, message);
  };
  await untilTold(async () => {
    const { job: found, book } = await store.read(job, signal);
    const isOurs = found.status === "processing" && book.leaseOwner === owner;
    if (!isOurs) await store.start({ id: job, owner, leaseMilliseconds: LEASE }, signal);
  });
  for (const nth of [1, 2]) {
    const message = `${token} line ${nth}`;
    await write(message, (record) => store.progress({ record, log: log(message), leaseMilliseconds: LEASE }, signal));
  }
  const last = `${token} end`;
  await write(last, (record) => store.finish({ record, result: { data: { token } }, log: log(last) }, signal));
}

async function deleting({ client, table, doomed, acknowledged }: LiveWriters): Promise<void> {
  const id = doomed.pop();
  if (id === undefined) return;
  await untilTold(() => client.send(new DeleteItemCommand({ TableName: table, Key: { id: { S: id } } })));
  acknowledged.deleted.add(id);
}

/** Makes a call that may be made any number of times until it is known to be done. */
async function untilTold<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException || tries === 50) throw error;
      const { code } = asFailure(error);
      if (!/^(lost-race|unavailable|internal)$/.test(code)) throw error;
      await wait(AGAIN);
    }
  }
}

function noted(acknowledged: Map<string, Set<string>>, id: string, what: string): void {
  acknowledged.set(id, (acknowledged.get(id) ?? new Set()).add(what));
}
