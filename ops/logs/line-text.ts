import { stripVTControlCharacters, styleText } from "node:util";
import { printable } from "../output/printable.ts";
import type { LogEvent } from "./log-event.ts";
import type { LogLine } from "./log-line.ts";

export type Told = { readonly event: LogEvent; readonly line: LogLine };

/** How lines are written: as JSON, or for a person, whose terminal may show colours. */
export type LineForm =
  | { readonly kind: "json" }
  | { readonly kind: "person"; readonly colours: boolean; readonly width: number };

type Colour = "red" | "yellow" | "gray" | "cyan";

const LEVELS: Readonly<Record<string, Colour>> = { error: "red", warn: "yellow" };
/** Members that have a place of their own, or that the operator said. */
const PLACED = new Set(["level", "time", "message", "function", "stage", "version", "correlationId", "error"]);

/** One event as it is written, with its line end; undefined where this form has nothing to show. */
export function lineText(told: Told, form: LineForm): string | undefined {
  if (form.kind === "json") return `${jsonLine(told)}\n`;
  if (told.line.kind === "metric") return undefined;
  const paint = (colour: Colour, text: string) =>
    form.colours ? styleText(colour, text, { validateStream: false }) : text;
  const { level, message, more } = personally(told);
  const at = paint("gray", new Date(told.event.at).toISOString());
  const colour = LEVELS[level];
  const words = [
    paint("cyan", told.event.function.padEnd(form.width)),
    colour === undefined ? level.padEnd(5) : paint(colour, level.padEnd(5)),
    told.line.kind === "platform" ? paint("gray", message) : message,
    ...fieldsOf(told.line).map((field) => paint("gray", field)),
  ];
  return [`${at}  ${words.join("  ")}`, ...more.map((rest) => `    ${paint("gray", rest)}`)]
    .map((l) => `${l}\n`)
    .join("");
}

type Personal = { readonly level: string; readonly message: string; readonly more: readonly string[] };

function personally({ event, line }: Told): Personal {
  if (line.kind === "ours") {
    const more = causesOf(line.members.error).flatMap(linesOf);
    return { level: printable(line.level), message: printable(line.message), more };
  }
  const [message = "", ...more] = linesOf(event.text.replaceAll("\t", "  "));
  return { level: line.kind === "text" && line.failed ? "error" : "", message, more };
}

/** An error of ours and what caused it: what it says, then where. */
function causesOf(error: unknown, beginning = ""): string[] {
  if (typeof error !== "object" || error === null) return error === undefined ? [] : [`${beginning}${String(error)}`];
  const { name = "Error", message = "", stack = "", cause } = error as Record<string, unknown>;
  const told = [`${beginning}${String(name)}: ${String(message)}`, String(stack)];
  return [...told, ...(cause === undefined ? [] : causesOf(cause, "caused by "))];
}

function fieldsOf(line: LogLine): string[] {
  if (line.kind !== "ours") return [];
  const { correlationId, ...members } = line.members;
  const own = Object.entries(members).filter(([name]) => !PLACED.has(name));
  const named = correlationId === undefined ? own : [...own, ["correlation", correlationId] as const];
  return named.map(([name, value]) => `${printable(name)}=${valueText(value)}`);
}

function valueText(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /^[^\s"=]+$/.test(text) ? printable(text) : printable(JSON.stringify(text));
}

function linesOf(text: string): string[] {
  return stripVTControlCharacters(text)
    .split(/[\r\n]+/)
    .map(printable)
    .filter((line) => line !== "");
}

function jsonLine({ event, line }: Told): string {
  if (!("members" in line)) {
    return harmless(
      JSON.stringify({ time: new Date(event.at).toISOString(), function: event.function, message: event.text }),
    );
  }
  return harmless(/[\r\n]/.test(event.text) ? JSON.stringify(line.members) : event.text);
}

/** The same JSON, with what a terminal would obey written as escapes: it can stand only within texts. */
function harmless(json: string): string {
  return json.replace(/[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
