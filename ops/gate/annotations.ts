import type { Report, Step } from "../report.ts";

const LEVELS = { passed: "warning", failed: "error", undecided: "error", skipped: "notice" } as const satisfies Record<
  Step["status"],
  string
>;

/** A path in the checkout, perhaps with a line, as a finding's subject has it. */
const PLACE = /^(?<file>[\w.@-]+(?:\/[\w.@-]+)*\.\w+)(?::(?<line>\d+))?$/;

/** Every finding of a report as a workflow command of GitHub Actions, which shows it beside the line it is about. */
export function annotations({ steps }: Report): string[] {
  return steps.flatMap(({ name, status, reason, findings }) => {
    const level = LEVELS[status];
    if (findings.length === 0 && status !== "passed") {
      return [command({ level, title: name, message: reason ?? status, subject: "" })];
    }
    return findings.map(({ code, message, subject, fix }) => {
      const told = fix === undefined ? message : `${message} ${fix}`;
      return command({ level, title: `${name}: ${code}`, message: told, subject });
    });
  });
}

type Command = { level: string; title: string; message: string; subject: string };

function command({ level, title, message, subject }: Command): string {
  const { file, line } = PLACE.exec(subject)?.groups ?? {};
  const properties = Object.entries({ file, line, title }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escaped(value).replaceAll(":", "%3A").replaceAll(",", "%2C")}`],
  );
  return `::${level} ${properties.join(",")}::${escaped(message)}`;
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
