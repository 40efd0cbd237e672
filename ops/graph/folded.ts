import type { Edge, GraphNode } from "../checks/isolation/judgement.ts";

/** What a picture shows as a box of its own; the rest only ties such things together. */
const THINGS =
  /^aws:.*:(Role|User|Group|Function|Table|Queue|Topic|Bucket|Secret|Key|RestApi|Api|LogGroup|EventBus|EventRule|Schedule|StateMachine|Parameter|MetricAlarm|CompositeAlarm|Budget|LogDestination|Stream|Pipe)$/;
/** What sets off what, where both are tied together: the earlier one sets off the later. */
const UPSTREAM = [
  "EventRule",
  "Schedule",
  "RestApi",
  "Api",
  "LogGroup",
  "Topic",
  "Bucket",
  "Table",
  "Stream",
  "Queue",
  "",
];
const FUNCTION = /:Function$/;

export type FoldArgs = { nodes: readonly GraphNode[]; edges: readonly Edge[] };

/**
 * The same graph with fewer boxes: a role becomes one with the only function that has it, and what ties two things
 * together (an event source, an integration, a permission) becomes the arrow between them. Edges across stay, all of them.
 */
export function folded({ nodes, edges }: FoldArgs): { nodes: GraphNode[]; edges: Edge[] } {
  // A component may go by the ARN of what it is made of.
  const byId = new Map(nodes.filter(isResource).map((node) => [node.id, node]));
  const outgoing = grouped(edges, ({ from }) => from);
  const incoming = grouped(edges, ({ to }) => to);
  const within = (id: string): GraphNode[] => {
    const stage = byId.get(id)?.stage;
    const near = (outgoing.get(id) ?? []).map(({ to }) => byId.get(to));
    return near.filter((node) => node !== undefined).filter((node) => node.stage === stage && node.id !== id);
  };
  const stands = new Map<string, string | undefined>();
  const standIn = (id: string): string | undefined => {
    if (stands.has(id)) return stands.get(id);
    stands.set(id, undefined);
    const node = byId.get(id);
    const found = node === undefined ? undefined : representative(node);
    stands.set(id, found);
    return found;
  };
  const representative = (node: GraphNode): string | undefined => {
    if (/:Role$/.test(node.type)) {
      const users = (incoming.get(node.id) ?? []).filter(({ kind }) => kind === "function-role");
      const [only] = users;
      return users.length === 1 && byId.get(only?.from ?? "")?.stage === node.stage ? only?.from : node.id;
    }
    if (THINGS.test(node.type)) return node.id;
    const near = within(node.id).flatMap(({ id }) => standIn(id) ?? []);
    const chosen = near.find((id) => FUNCTION.test(byId.get(id)?.type ?? "")) ?? near[0];
    const crosses = [...(outgoing.get(node.id) ?? []), ...(incoming.get(node.id) ?? [])].some(
      ({ crossing }) => crossing,
    );
    return chosen ?? (crosses ? node.id : undefined);
  };
  const ties = [...byId.values()].filter(({ type }) => !THINGS.test(type));
  const direct = edges.filter(({ from, crossing }) => crossing || THINGS.test(byId.get(from)?.type ?? ""));
  const arrows = [...direct, ...ties.flatMap((tie) => between(tie, within(tie.id)))].flatMap((edge): Edge[] => {
    const [from, to] = [standIn(edge.from), standIn(edge.to)];
    return from === undefined || to === undefined || from === to ? [] : [{ ...edge, from, to }];
  });
  const kept = once(arrows.filter(({ crossing, to, kind }) => crossing || !isBackground(byId.get(to), kind)));
  const shown = new Set(kept.flatMap(({ from, to }) => [from, to]));
  return { nodes: [...byId.values()].filter(({ id }) => shown.has(id)), edges: kept };
}

function isResource({ type }: GraphNode): boolean {
  return /^aws(-native)?:/.test(type);
}

/** The arrows a tie stands for: from what sets off to what is set off, a function where there is one. */
function between({ type }: GraphNode, near: readonly GraphNode[]): Edge[] {
  const things = near.filter((node) => THINGS.test(node.type));
  const ordered = things.toSorted((left, right) => rankOf(left) - rankOf(right));
  const functions = ordered.filter((node) => FUNCTION.test(node.type));
  const [first, ...rest] = ordered;
  const pairs =
    functions.length > 0
      ? ordered.flatMap((from) => (rankOf(from) < UPSTREAM.length ? functions.map((to) => [from, to] as const) : []))
      : rest.map((to) => [first ?? to, to] as const);
  const kind = type.split(":").at(-1) ?? type;
  return pairs.map(([from, to]) => ({ from: from.id, to: to.id, kind, crossing: false }));
}

function rankOf({ type }: GraphNode): number {
  const at = UPSTREAM.indexOf(type.split(":").at(-1) ?? "");
  return at < 0 ? UPSTREAM.length : at;
}

/** Writing a log, being watched, being encrypted: everything is, so it says nothing anybody would look for in a picture. */
function isBackground(to: GraphNode | undefined, kind: string): boolean {
  return (
    /^(alarm-metric|encryption-key)$/.test(kind) || (/:LogGroup$/.test(to?.type ?? "") && !/subscription/.test(kind))
  );
}

/** One edge for each pair of ends; one across, if there is one. */
function once(edges: readonly Edge[]): Edge[] {
  const known = new Map<string, Edge>();
  for (const edge of edges) {
    const key = `${edge.from}\n${edge.to}`;
    if (edge.crossing || !known.has(key)) known.set(key, edge);
  }
  return [...known.values()];
}

function grouped(edges: readonly Edge[], by: (edge: Edge) => string): Map<string, Edge[]> {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) groups.set(by(edge), [...(groups.get(by(edge)) ?? []), edge]);
  return groups;
}
