import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { type SocketRegistry, TICKET_SECONDS } from "../../runtime/adapters/socket-registry.ts";
import { MOST_SUBSCRIPTIONS } from "../../runtime/adapters/socket-subscription.ts";
import { type Clock, clock } from "./clock.ts";

export type SocketRegistryMaker = (clock: Clock) => SocketRegistry;

/** What every registry of sockets promises. */
export function socketRegistryContract(make: SocketRegistryMaker): void {
  let time: Clock;
  let registry: SocketRegistry;
  const signal = AbortSignal.timeout(120_000);

  const connected = async () => {
    const connectionId = randomUUID();
    const { ticket } = await registry.issueTicket(signal);
    await registry.connect({ connectionId, ticket }, signal);
    return connectionId;
  };
  const followers = async (jobId: string) => {
    const found: string[] = [];
    for await (const page of registry.subscribers(jobId, signal)) found.push(...page);
    return found.toSorted();
  };

  beforeEach(() => {
    time = clock();
    registry = make(time);
  });

  it("issues tickets that say how long they hold", async () => {
    const { ticket, expiresAt } = await registry.issueTicket(signal);
    expect(ticket.length).toBeGreaterThan(20);
    expect(expiresAt).toBe(time.now() + TICKET_SECONDS * 1000);
  });

  it("lets a ticket open one connection, once", async () => {
    const { ticket } = await registry.issueTicket(signal);
    await registry.connect({ connectionId: randomUUID(), ticket }, signal);
    const again = registry.connect({ connectionId: randomUUID(), ticket }, signal);
    await expect(again).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("lets one of many at once use a ticket", async () => {
    const { ticket } = await registry.issueTicket(signal);
    const tries = Array.from({ length: 6 }, () => registry.connect({ connectionId: randomUUID(), ticket }, signal));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("refuses a ticket that is over", async () => {
    const { ticket } = await registry.issueTicket(signal);
    time.pass(TICKET_SECONDS * 1000);
    const late = registry.connect({ connectionId: randomUUID(), ticket }, signal);
    await expect(late).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("refuses a ticket that nobody issued", async () => {
    const made = registry.connect({ connectionId: randomUUID(), ticket: "made-up" }, signal);
    await expect(made).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("names all who follow a job, and only them", async () => {
    const [jobId, other] = [randomUUID(), randomUUID()];
    const [one, two, three] = [await connected(), await connected(), await connected()];
    await registry.subscribe({ connectionId: one, jobId }, signal);
    await registry.subscribe({ connectionId: two, jobId }, signal);
    await registry.subscribe({ connectionId: three, jobId: other }, signal);
    expect(await followers(jobId)).toEqual([one, two].toSorted());
    expect(await followers(randomUUID())).toEqual([]);
  });

  it("lets a connection follow several jobs, and one of them twice without effect", async () => {
    const connectionId = await connected();
    const jobs = [randomUUID(), randomUUID()];
    for (const jobId of [...jobs, ...jobs]) await registry.subscribe({ connectionId, jobId }, signal);
    for (const jobId of jobs) expect(await followers(jobId)).toEqual([connectionId]);
  });

  it("forgets a connection with all that it followed", async () => {
    const connectionId = await connected();
    const jobs = [randomUUID(), randomUUID()];
    for (const jobId of jobs) await registry.subscribe({ connectionId, jobId }, signal);
    await registry.disconnect({ connectionId }, signal);
    for (const jobId of jobs) expect(await followers(jobId)).toEqual([]);
    await registry.disconnect({ connectionId }, signal);
  });

  it("refuses to let a connection follow that is not there", async () => {
    const unknown = registry.subscribe({ connectionId: randomUUID(), jobId: "a" }, signal);
    await expect(unknown).rejects.toMatchObject({ code: "not-found" });
  });

  it("bounds how many jobs one connection follows", async () => {
    const connectionId = await connected();
    for (let made = 0; made < MOST_SUBSCRIPTIONS; made += 1) {
      await registry.subscribe({ connectionId, jobId: `job-${made}` }, signal);
    }
    await registry.subscribe({ connectionId, jobId: "job-0" }, signal);
    const more = registry.subscribe({ connectionId, jobId: "one-more" }, signal);
    await expect(more).rejects.toMatchObject({ code: "invalid-request" });
  });
}
