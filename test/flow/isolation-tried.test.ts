import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { judgeIsolation } from "../../ops/checks/isolation/judge-isolation.ts";
import type { Snapshot } from "../../ops/checks/isolation/snapshot.ts";
import { stateOf } from "./tried/account.ts";
import { ATTEMPTS } from "./tried/attempts.ts";
import { type Clients, clientsOf } from "./tried/clients.ts";
import { functionCredentials } from "./tried/function-credentials.ts";
import { type Actor, actorsIn, decided, resourcePoliciesIn } from "./tried/proof.ts";
import { triedResources } from "./tried/resources.ts";
import type { TriedResource } from "./tried/tried-resource.ts";

type Tried = {
  actor: Actor;
  resource: TriedResource;
  action: string;
  /** Undefined where the emulator asked for something else than AWS would. */
  answer: "allowed" | "refused" | undefined;
  error: string;
  proof: ReturnType<typeof decided>;
};

const endpoint = inject("emulatorEndpoint");
const region = "us-west-2";
const operator = clientsOf({ endpoint, region, credentials: { accessKeyId: "test", secretAccessKey: "test" } });
const open: Clients[] = [operator];
let snapshots: readonly [Snapshot, Snapshot];
let actors: Actor[];
let resources: TriedResource[];
let tried: Tried[];

beforeAll(async () => {
  snapshots = [await stateOf("preview"), await stateOf("production")];
  actors = snapshots.flatMap(actorsIn);
  resources = (await Promise.all(snapshots.map((snapshot) => triedResources(snapshot, operator)))).flat();
  const policies = resourcePoliciesIn(snapshots.flatMap((snapshot) => snapshot.resources));
  tried = [];
  for (const actor of actors) {
    const { functionArn, arn: roleArn } = actor;
    const clients = clientsOf({
      ...{ endpoint, region },
      credentials: await functionCredentials({ endpoint, region, functionArn, roleArn }),
    });
    open.push(clients);
    tried.push(
      ...(await Promise.all(resources.flatMap((resource) => attemptsOf({ actor, resource, clients, policies })))),
    );
  }
}, 180_000);

afterAll(() => {
  for (const { sockets: _, ...clients } of open) for (const client of Object.values(clients)) client.destroy();
});

describe("every function's role tries every action on all data of both stages", () => {
  test("there are both stages' roles and resources to try", () => {
    expect(new Set(actors.map(({ stage }) => stage))).toEqual(new Set(["preview", "production"]));
    expect(new Set(resources.map(({ kind }) => kind))).toEqual(new Set(Object.keys(ATTEMPTS)));
    expect(tried.length).toBeGreaterThan(1000);
  });

  test("nothing crosses from one stage into the other", () => {
    const crossed = tried.filter(
      ({ actor, resource, answer }) => actor.stage !== resource.stage && answer === "allowed",
    );
    expect(crossed.map(told)).toEqual([]);
  });

  test("what is allowed and refused agrees with the decision core, attempt by attempt", () => {
    const answered = tried.filter(({ answer }) => answer !== undefined);
    const differing = answered.filter(({ answer, proof }) => (answer === "allowed") !== (proof.verdict === "allowed"));
    expect(differing.map(told)).toEqual([]);
    expect(answered.length / tried.length).toBeGreaterThan(0.7);
  });

  test("what is allowed agrees with the proof's matrix, pair by pair (streams of tables and logs as decided: the emulator asks for them on other ARNs)", () => {
    const { matrix } = judgeIsolation({ a: snapshots[0], b: snapshots[1] });
    const proven = matrix.filter(({ verdict }) => verdict === "allowed");
    const pairs = tried.filter(isAllowed).map(({ actor, resource }) => `${actor.arn} → ${resource.within}`);
    expect([...new Set(pairs)].toSorted()).toEqual(
      [...new Set(proven.map(({ principal, resource }) => `${principal} → ${resource}`))].toSorted(),
    );
  });

  test("every permission granted is used by an attempt, the key's through the service it names (streams of tables and logs as decided)", () => {
    const allowed = tried.filter(isAllowed);
    const used = new Set(
      allowed.flatMap(({ actor, action, proof }) =>
        proof.statements.map(({ sid }) => `${actor.role} ${sid} ${action.toLowerCase()}`),
      ),
    );
    const services = new Set(allowed.map(({ actor, action }) => `${actor.role} ${action.split(":")[0]}`));
    const unused = actors.flatMap(({ role, identity }) =>
      identity.statements.flatMap(({ ref, actions, conditions }) => {
        const through = conditions.find(({ key }) => key.toLowerCase() === "kms:viaservice");
        const service = /^UseKeyFor(\w+)$/.exec(ref.sid ?? "")?.[1] ?? "";
        if (through !== undefined) return services.has(`${role} ${SERVICE[service]}`) ? [] : [`${role} ${ref.sid}`];
        const names = actions.globs.map(({ literal }) => literal ?? "a pattern");
        return names.map((name) => `${role} ${ref.sid} ${name}`).filter((name) => !used.has(name));
      }),
    );
    expect(unused).toEqual([]);
  });
});

function isAllowed({ answer, proof }: Tried): boolean {
  return answer === "allowed" || (answer === undefined && proof.verdict === "allowed");
}

/** Which service a statement about the stage's key is for, by the word its name ends with. */
const SERVICE: Readonly<Record<string, string>> = {
  Tables: "dynamodb",
  Buckets: "s3",
  Secrets: "secretsmanager",
  Queues: "sqs",
};

const REFUSALS = /AccessDenied|AuthorizationError|Forbidden|UnrecognizedClient|InvalidClientToken/i;

type AttemptArgs = {
  actor: Actor;
  resource: TriedResource;
  clients: Clients;
  policies: ReturnType<typeof resourcePoliciesIn>;
};

function attemptsOf({ actor, resource, clients, policies }: AttemptArgs): Promise<Tried>[] {
  return ATTEMPTS[resource.kind].map(async ({ action, below = "", elsewhere = false, send }) => {
    const error = await send(clients, resource, actor.role).then(
      () => "",
      (reason: Error) => `${reason.name}: ${reason.message}`,
    );
    const policy = policies.get(resource.arn) ?? policies.get(resource.name);
    const account = snapshots[0].account ?? "";
    const proof = decided({ actor, action, arn: `${resource.arn}${below}`, account, resource: policy });
    const answered = REFUSALS.test(error) ? "refused" : "allowed";
    const answer = elsewhere && answered === "refused" ? undefined : answered;
    return { actor, resource, action, answer, error, proof } satisfies Tried;
  });
}

function told({ actor, resource, action, answer, error, proof }: Tried): string {
  return `${actor.role} ${action} ${resource.arn}: tried ${answer} (${error}), proven ${proof.verdict}`;
}
