import { expect, test } from "vitest";
import { judgeIsolation } from "../../../../ops/checks/isolation/judge-isolation.ts";
import { LEAK_KINDS } from "./leaks/kinds.ts";
import { randomFrom } from "./leaks/random.ts";
import { ACCOUNT, draftOf, type StackDraft, set } from "./leaks/stack-draft.ts";
import { grantTo } from "./leaks/statements.ts";
import { scaled } from "./scaled.ts";
import { judged, STACKS, snapshotOf } from "./stacks.ts";

const clean = judged(STACKS.preview, STACKS.production);

function drafts(seed: number) {
  const random = randomFrom(seed);
  return { random, mine: draftOf(STACKS.preview, random), theirs: draftOf(STACKS.production, random) };
}

test("our stages as they are deployed are isolated, with nothing left undecided", () => {
  expect(clean).toMatchObject({ verdict: "isolated", findings: [], undecided: [] });
  expect(clean.edges.filter(({ crossing }) => crossing)).toEqual([]);
  expect(clean.questions).toBeGreaterThan(50);
});

test("the matrix holds what functions may do in their own stage, and nothing across", () => {
  const cell = (principal: string, resource: string) =>
    clean.matrix.find((each) => each.principal.endsWith(principal) && each.resource.endsWith(resource))?.verdict ??
    "refused";
  expect(cell("role/atlas-codex-preview-us-west-2-worker", "table/atlas-codex-jobs-preview")).toBe("allowed");
  expect(cell("role/atlas-codex-preview-us-west-2-worker", "table/atlas-codex-connections-preview")).toBe("refused");
  expect(
    clean.matrix.filter(
      ({ principal, resource }) => principal.includes("-preview-") && resource.includes("production"),
    ),
  ).toEqual([]);
});

test("every edge joins nodes of the graph", () => {
  const ids = new Set(clean.nodes.map(({ id }) => id));
  expect(clean.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
});

const some = Object.keys(LEAK_KINDS).filter((_, at) => at % 12 === 0);

test.each(some)("%s: the judgement is the same the other way round and in any order", (kind) => {
  const { random, mine, theirs } = drafts(31);
  LEAK_KINDS[kind]?.({ mine, theirs, random });
  const first = judged(mine.document, theirs.document);
  expect(first.verdict).toBe("leaking");
  const otherWay = judged(theirs.document, mine.document);
  expect(otherWay.verdict).toBe("leaking");
  const turned = otherWay.findings.map(({ subject, code }) => `${code} ${subject}`);
  expect(new Set(turned)).toEqual(new Set(first.findings.map(({ subject, code }) => `${code} ${subject}`)));
  for (const { document } of [mine, theirs])
    document.deployment.resources = random.shuffled(document.deployment.resources);
  expect(
    new Set(judged(mine.document, theirs.document).findings.map(({ subject, code }) => `${code} ${subject}`)),
  ).toEqual(new Set(turned));
});

test("questions and edges grow with the stacks, not with their square", () => {
  const [one, eight] = [1, 8].map((times) => judged(scaled(STACKS.preview, times), scaled(STACKS.production, times)));
  expect(eight?.verdict).toBe("isolated");
  expect(eight?.questions).toBeLessThanOrEqual(8 * (one?.questions ?? 0));
  expect(eight?.edges.length).toBeLessThanOrEqual(8.5 * (one?.edges.length ?? 0));
});

type Opening = {
  readonly name: string;
  readonly open: (stacks: { mine: StackDraft; theirs: StackDraft }) => void;
  readonly reason: string;
};
const encrypted = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };
const OPENINGS: readonly Opening[] = [
  {
    name: "a managed policy that is in neither snapshot",
    open: ({ mine }) => set(mine.pick("Role"), { managedPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/made-by-hand`] }),
    reason: "is not in the snapshots",
  },
  {
    name: "a policy of AWS's own whose content is not known here",
    open: ({ mine }) =>
      set(mine.pick("Role"), { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonBraketFullAccess"] }),
    reason: "is not in the snapshots",
  },
  {
    name: "an encrypted value in an environment",
    open: ({ mine }) => set(mine.pick("Function"), { environment: { variables: { HIDDEN: encrypted } } }),
    reason: "environment.variables.HIDDEN is encrypted",
  },
  {
    name: "an encrypted policy",
    open: ({ mine }) => set(mine.pick("RolePolicy"), { policy: encrypted }),
    reason: "is encrypted",
  },
  {
    name: "a policy in a type nobody here knows",
    open: ({ mine }) => {
      const policy = JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
      });
      mine.add({ type: "aws:novelty/door:Door", name: "door", id: "door-1", inputs: { nested: { policy } } });
    },
    reason: "looks like a policy",
  },
  {
    name: "a statement with an element AWS does not know",
    open: ({ mine }) =>
      set(mine.pick("RolePolicy"), {
        policy: JSON.stringify({ Statement: [{ Effect: "Perhaps", Action: "*", Resource: "*" }] }),
      }),
    reason: "cannot be read",
  },
  {
    name: "a function with a role of neither stage",
    open: ({ mine }) => set(mine.pick("Function"), { role: `arn:aws:iam::${ACCOUNT}:role/by-hand` }),
    reason: "is in neither snapshot",
  },
  {
    name: "a condition on where the call comes from",
    open: ({ mine }) => {
      const Resource = `arn:aws:dynamodb:us-west-2:${ACCOUNT}:table/*`;
      const Condition = { IpAddress: { "aws:SourceIp": "198.51.100.0/24" } };
      grantTo({ mine, random: randomFrom(5) }, { Effect: "Allow", Action: "dynamodb:GetItem", Resource, Condition });
    },
    reason: "aws:sourceip",
  },
  {
    name: "a policy of a queue that is in neither snapshot",
    open: ({ mine }) => {
      const policy = JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sqs:*", Resource: "*" }],
      });
      mine.add({
        type: "aws:sqs/queuePolicy:QueuePolicy",
        name: "q",
        id: "q",
        inputs: { queueUrl: "https://sqs.us-west-2.amazonaws.com/999900001111/x", policy },
      });
    },
    reason: "what QueuePolicy q belongs to",
  },
];

test.each(OPENINGS)("$name leaves the proof open, with the reason", ({ open, reason }) => {
  const stacks = drafts(11);
  open(stacks);
  const { verdict, undecided, findings } = judged(stacks.mine.document, stacks.theirs.document);
  expect({ verdict, findings }).toEqual({ verdict: "undecided", findings: [] });
  expect(undecided.map((each) => each.reason.toLowerCase()).join("\n")).toContain(reason.toLowerCase());
});

test("two accounts: the other stage's whole account named in a policy is a way in", () => {
  const { mine, theirs } = drafts(12);
  theirs.document.deployment = JSON.parse(
    JSON.stringify(theirs.document.deployment).replaceAll(ACCOUNT, "444455556666"),
  );
  const queue = mine.pick("Queue");
  const statement = {
    Sid: "Door",
    Effect: "Allow",
    Principal: { AWS: "444455556666" },
    Action: "sqs:SendMessage",
    Resource: queue.outputs.arn,
  };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  mine.add({
    type: "aws:sqs/queuePolicy:QueuePolicy",
    name: "door",
    id: "door",
    inputs: { queueUrl: queue.outputs.url, policy },
  });
  const { findings } = judged(mine.document, theirs.document);
  expect(findings).toMatchObject([{ code: "other-account", witness: { statement: { sid: "Door" } } }]);
});

test("configuration values of one stage that name what is the other's are found", () => {
  const [a, b] = [snapshotOf(STACKS.preview), snapshotOf(STACKS.production)];
  const { findings } = judgeIsolation({
    a: { ...a, configValues: { "atlas-codex:PEER": "atlas-codex-jobs-production" } },
    b,
  });
  expect(findings).toMatchObject([
    {
      code: "configuration-value",
      witness: { chain: ["stack preview", "atlas-codex:PEER", expect.stringContaining("jobs-production")] },
    },
  ]);
});
