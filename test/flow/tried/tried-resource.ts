/** The object that every attempt on a bucket reads and writes; an operator puts it there first. */
export const OBJECT = "tried/object";

/** Something of a stage on which every action on data is tried. */
export type TriedResource = {
  kind:
    | "table"
    | "index"
    | "stream"
    | "queue"
    | "bucket"
    | "secret"
    | "function"
    | "log group"
    | "topic"
    | "key"
    | "sockets";
  stage: string;
  arn: string;
  /** What a call addresses it by. */
  name: string;
  /** ARN of what the proof's matrix speaks of: the table of an index or stream. */
  within: string;
  keyName?: string;
  index?: string;
  shard?: string;
  iterator?: string;
  ciphertext?: Uint8Array;
};
