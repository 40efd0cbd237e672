import { readFileSync } from "node:fs";

/** The last lines of a log file, or a word that there are none. */
export function lastLines(file: string, count = 8): string {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n") || "(no output)";
  } catch (error) {
    return `(unreadable: ${error instanceof Error ? error.message : String(error)})`;
  }
}
