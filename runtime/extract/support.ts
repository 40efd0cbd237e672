import type { Evidence } from "../domain/result.ts";
import { EvidenceFinder } from "./evidence.ts";
import { pointerPart } from "./schema.ts";

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

type Place = { path: string; name: string; depth: number };

class Tie {
  readonly evidence = new Map<string, Evidence>();
  readonly unsupported: string[] = [];
  private readonly finder: EvidenceFinder;
  private lists = 0;
  private near: number | undefined;

  constructor(text: string) {
    this.finder = new EvidenceFinder(text);
  }

  entries(data: object, path: string, depth = 0): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(data).map(([name, value]) => [
        name,
        this.value(value, { path: `${path}/${pointerPart(name)}`, name, depth }),
      ]),
    );
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

  private leaf(value: string | number | boolean, { path, name }: Place): unknown {
    const place = this.finder.find({ value, name, near: this.lists > 0 ? this.near : undefined });
    if (!place) {
      this.unsupported.push(path);
      return null;
    }
    this.near = place.end;
    this.evidence.set(path, place);
    return value;
  }
}
