import * as z from "zod";
import { badInput } from "../failure.ts";

const Addresses = z.array(z.string()).nullish();

/** What a line says: the submitted string and, where they are known, the answers of DNS and HTTP. */
const Submission = z.object({
  url: z.string(),
  /** What DNS answers for the host of `url`. */
  resolves: Addresses,
  /** What it answers to every later lookup of that host. */
  resolvesThen: Addresses,
  /** What it answers for other names. */
  hosts: z.record(z.string(), z.array(z.string())).nullish(),
  /** The `Location` values in order, after which a page is answered. */
  redirects: z.array(z.string()).nullish(),
});
export type Submission = z.infer<typeof Submission>;

/** Reads one line, counted from 1: an object where it starts with `{`, else the submitted string itself; throws `badInput`. */
export function submissionOf(line: string, number: number): Submission {
  if (!line.startsWith("{")) return { url: line };
  if (!line.isWellFormed()) throw refused(number, "has bytes that are not UTF-8, which JSON is");
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) throw refused(number, "starts with { and is not JSON");
    throw error;
  }
  const read = Submission.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const name = issue?.path[0];
  const missing = name === "url" && !Object.hasOwn(value as object, "url");
  throw refused(
    number,
    missing ? "has no `url`" : `has a \`${String(name)}\` that is not ${SHAPES[String(name)] ?? "usable"}`,
  );
}

const SHAPES: Readonly<Record<string, string>> = {
  url: "a string",
  resolves: "a list of addresses",
  resolvesThen: "a list of addresses",
  hosts: "an object of names with lists of addresses",
  redirects: "a list of strings",
};

function refused(number: number, why: string): Error {
  return badInput(
    `Line ${number} ${why}.`,
    'A line is a URL, or an object like {"url": "https://www.example.com/", "resolves": ["93.184.215.14"]}.',
  );
}
