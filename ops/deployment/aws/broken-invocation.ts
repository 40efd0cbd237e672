/** What the platform or a runtime writes when an invocation did not come to its own end, with the invocation's id. */
const ENDS: readonly RegExp[] = [
  /^REPORT RequestId: (\S+)\s.*\bStatus: (?:error|timeout)\b/s,
  /^\S+ (\S+) Task timed out after /,
  /^RequestId: (\S+) Error: Runtime exited\b/,
  /^\S+\t(\S+)\t(?:ERROR|error)\t(?:Invoke|Uncaught|Unhandled)/,
];

/** What Node.js writes in the id's place before an instance's first invocation. */
const NONE_YET = "undefined";

/** The invocation whose early end a line of the log tells of, without an id where the instance had none yet; undefined for any other line. */
export function brokenInvocation(text: string): { readonly id: string | undefined } | undefined {
  for (const end of ENDS) {
    const id = end.exec(text)?.[1];
    if (id !== undefined) return { id: id === NONE_YET ? undefined : id };
  }
  return undefined;
}
