import type { Answer, Ask } from "./ask.ts";
import type { StandInModel } from "./catalogue.ts";

/** A question that passed every check, with the model that will answer it. */
interface Judged {
  readonly ask: Ask;
  readonly model: StandInModel;
}

/** One way to ask: how its body is read and judged, and the shape its answers take. */
export interface Endpoint {
  readonly path: string;
  readonly idPrefix: string;
  /** Throws a Refusal where the real service would refuse. */
  judge(question: { body: Readonly<Record<string, unknown>>; at: Date }): Judged;
  write(answer: Answer): Readonly<Record<string, unknown>>;
  /** The same answer with nothing in it. */
  writeEmpty(answer: Answer): Readonly<Record<string, unknown>>;
}
