import type { PlainItem } from "../../runtime/migrations/migration.ts";
import { seededNumbers } from "../seeded-numbers.ts";
import { type JobFacts, LEGACY_SHAPES } from "./legacy-shapes.ts";

const FIRST = Date.UTC(2023, 1, 3);
const THREE_YEARS = 1_000 * 86_400 * 1_000;
const TYPES = ["sync", "async", "ai-process"] as const;
const STATUSES = [0, 1, 2, 2, 2, 2, 2, 3] as const;
const LEVELS = ["info", "info", "info", "warn", "error"] as const;
const SITES = ["shop.example", "news.example", "docs.example", "blog.example", "münchen.example"];
const WORDS =
  "tea kettle green leaf porcelain price review winter offer shipping naïve ключ 東京 garden market weight".split(" ");

/** The job of that number as one of the twelve legacy shapes (its number modulo 12), about a kilobyte; none is one to quarantine. */
export function legacyJob(number: number): PlainItem {
  const shape = LEGACY_SHAPES[number % LEGACY_SHAPES.length];
  if (shape === undefined) throw new Error(`There is no legacy job ${number}.`);
  return shape(factsOf(number));
}

/** The id of the job of that number. */
export function legacyJobId(number: number): string {
  return `job-${String(number).padStart(7, "0")}`;
}

function factsOf(number: number): JobFacts {
  const next = seededNumbers(number * 2_654_435_761);
  const one = <Value>(list: readonly [Value, ...Value[]] | readonly Value[]): Value => {
    const chosen = list[Math.floor(next() * list.length)];
    if (chosen === undefined) throw new Error("There is nothing to choose from.");
    return chosen;
  };
  const words = (count: number) => Array.from({ length: count }, () => one(WORDS)).join(" ");
  const status = one(STATUSES);
  const createdAt = FIRST + Math.floor(next() * THREE_YEARS);
  const updatedAt = createdAt + Math.floor(next() * 60_000);
  return {
    id: legacyJobId(number),
    ...{ status, createdAt, updatedAt, type: one(TYPES), odd: next() < 0.2 },
    url: `https://${one(SITES)}/${one(WORDS)}/${number}?q=${one(WORDS)}`,
    params: {
      depth: Math.floor(next() * 5),
      ...(next() < 0.3 ? { selector: "main > article", headers: { accept: "*/*" } } : {}),
    },
    ...(status === 2 && {
      result: {
        title: words(6),
        price: Math.floor(next() * 100_000) / 100,
        items: Array.from({ length: Math.floor(next() * 4) }, (_, at) => ({
          at,
          name: words(3),
          inStock: next() < 0.5,
        })),
        text: words(20 + Math.floor(next() * 60)),
      },
    }),
    ...(status === 3 && { error: `upstream said ${words(3)}` }),
    lines: Array.from({ length: 1 + Math.floor(next() * 4) }, (_, at) => ({
      ...{ at: createdAt + at * 250, level: one(LEVELS), message: `${one(WORDS)} ${at}` },
    })),
  };
}
