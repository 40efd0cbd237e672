import type { Evidence } from "../../domain/result.ts";
import { pointerPart } from "../schema/json-schema.ts";
import { EvidenceFinder } from "./evidence.ts";

export type Supported = {
  data: Record<string, unknown>;
  evidence: Record<string, Evidence>;
  /** JSON pointers of values that stand nowhere in the text, which are null in `data`. */
  unsupported: string[];
};

/** Ties every plain value of an answer to its place in the reduced text; a value without a place becomes null and is listed. */
export function supported({ data, text }: { data: Readonly<Record<string, unknown>>; text: string }): Supported {
  const tie = new Tie(text);
  const kept = tie.entries(data, "");
  return { data: kept, evidence: Object.fromEntries(tie.evidence), unsupported: tie.unsupported };
}

/** How deep an answer is read; what lies deeper is unsupported. */
const MAX_DEPTH = 20;

type Place = {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly thing?: Evidence | undefined;
};

class Tie {
  readonly evidence = new Map<string, Evidence>();
  readonly unsupported: string[] = [];
  private readonly apart = new Set<string>();
  private readonly finder: EvidenceFinder;
  private lists = 0;
  private near: number | undefined;

  constructor(text: string) {
    this.finder = new EvidenceFinder(text);
  }

  entries(data: object, path: string, depth = 0): Record<string, unknown> {
    const all = Object.entries(data);
    const kept = new Map<string, unknown>();
    const missed = new Map<string, string[]>();
    const keep = ([name, value]: [string, unknown], thing?: Evidence) => {
      const before = this.unsupported.length;
      kept.set(name, this.value(value, { path: `${path}/${pointerPart(name)}`, name, depth, thing }));
      missed.set(name, this.unsupported.splice(before));
    };
    // A yes or no is looked for beside the thing it is about, so the thing has to be found first.
    for (const entry of all) if (!isAnswer(entry)) keep(entry);
    const thing = this.lists > 0 ? this.spanOf(path) : undefined;
    for (const entry of all) if (isAnswer(entry)) keep(entry, thing);
    this.unsupported.push(...all.flatMap(([name]) => missed.get(name) ?? []));
    return Object.fromEntries(all.map(([name]) => [name, kept.get(name)]));
  }

  private value(value: unknown, at: Place): unknown {
    if (value === null || value === undefined || value === "") return null;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      return this.leaf(value, at);
    }
    if (at.depth >= MAX_DEPTH) {
      this.unsupported.push(at.path);
      return null;
    }
    return Array.isArray(value) ? this.list(value, at) : this.entries(value, at.path, at.depth + 1);
  }

  private list(values: readonly unknown[], at: Place): unknown[] {
    if (this.lists === 0) this.near = undefined;
    this.lists += 1;
    const kept = values.map((item, index) =>
      this.value(item, { ...at, path: `${at.path}/${index}`, depth: at.depth + 1 }),
    );
    this.lists -= 1;
    return kept;
  }

  private leaf(value: string | number | boolean, { path, name, thing }: Place): unknown {
    const place = this.finder.find({ value, name, near: this.lists > 0 ? this.near : undefined, thing });
    if (!place) {
      this.unsupported.push(path);
      return null;
    }
    // Addresses stand apart, below the text that the other values of the same thing stand in.
    if (!isAddress(value)) this.near = place.end;
    else this.apart.add(path);
    this.evidence.set(path, place);
    return value;
  }

  /** From the first to the last place of what has been found of one thing. */
  private spanOf(path: string): Evidence | undefined {
    const places = [...this.evidence]
      .filter(([pointer]) => pointer.startsWith(`${path}/`) && !this.apart.has(pointer))
      .map(([, place]) => place);
    if (places.length === 0) return undefined;
    const end = Math.max(...places.map((place) => place.end));
    return { start: Math.min(...places.map((place) => place.start)), end };
  }
}

function isAnswer([, value]: [string, unknown]): boolean {
  return typeof value === "boolean";
}

function isAddress(value: string | number | boolean): boolean {
  return typeof value === "string" && /^https?:\/\//i.test(value);
}
