/** How something of one stage can get at something of the other, and what says so. */
export type Witness = {
  /** The shortest way: principal → action → resource. */
  readonly chain: readonly string[];
  readonly statement?: { readonly document: string; readonly sid?: string; readonly index?: number };
};

/** An edge between the stages that must not be there. */
export type IsolationFinding = {
  readonly code: string;
  readonly message: string;
  readonly subject: string;
  readonly witness: Witness;
  readonly fix: string;
};

/** Something that may be such an edge and could not be decided. */
export type Undecided = {
  readonly subject: string;
  readonly reason: string;
  /** Named where a deployment itself settles it: AWS has yet to make what the text names. */
  readonly until?: "deployed";
};

/** One edge of the graph of both stages; ids are those of `nodes`. */
export type Edge = {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  /** Whether it leads from one stage into the other. */
  readonly crossing: boolean;
};

/** One resource or principal in the graph. */
export type GraphNode = { readonly id: string; readonly stage: string; readonly type: string; readonly name: string };

/** Whether one principal can reach one resource, as the policies tell. */
export type MatrixCell = {
  readonly principal: string;
  readonly resource: string;
  readonly verdict: "allowed" | "refused" | "undecided";
};

/** Whether two stages share nothing, and why not. */
export type IsolationJudgement = {
  readonly verdict: "isolated" | "leaking" | "undecided";
  readonly findings: readonly IsolationFinding[];
  readonly undecided: readonly Undecided[];
  /** How many questions were asked of the policies. */
  readonly questions: number;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly Edge[];
  /** ARNs of the principals and of the resources the matrix speaks of. */
  readonly principals: readonly string[];
  readonly resources: readonly string[];
  readonly matrix: readonly MatrixCell[];
};
