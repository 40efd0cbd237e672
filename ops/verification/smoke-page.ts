import type { FunctionSeen } from "../checks/verification/function-findings.ts";

export type SmokePage = { asked: string | undefined; functions: readonly FunctionSeen[] };

/** The page that smoke jobs read: the one asked for, else the sample site of the embedded AWS, else a page that is there for examples. */
export function smokePage({ asked, functions }: SmokePage): string {
  const targets = functions.find(({ name }) => name === "api")?.variables.FETCH_ALLOWED_TARGETS ?? "";
  const [target = ""] = targets.split(",");
  return asked ?? (target === "" ? "https://example.com/" : `http://${target}/`);
}
