import { setTimeout as wait } from "node:timers/promises";
import { plain, type Resource } from "./resource.ts";

const usual = 3_000;
const longest = 30_000;
const portions = 20;

async function* trickle({ bytes, milliseconds, signal }: { bytes: Buffer; milliseconds: number; signal: AbortSignal }) {
  const length = Math.ceil(bytes.length / portions);
  for (let start = 0; start < bytes.length; start += length) {
    if (start > 0) await wait(milliseconds / (portions - 1), undefined, { signal });
    yield bytes.subarray(start, start + length);
  }
}

/** A page that arrives in twenty portions over the asked milliseconds (3,000 unless asked; never more than 30,000). */
export function slowPage({ page, asked }: { page: Resource; asked: string | null }): Resource {
  if (asked !== null && !/^\d{1,9}$/.test(asked)) {
    return plain({ status: 400, text: `ms is '${asked}': give whole milliseconds from 0 to ${longest}.` });
  }
  const milliseconds = Math.min(longest, asked === null ? usual : Number(asked));
  const { body } = page;
  if (!Buffer.isBuffer(body)) return page;
  return { ...page, body: (signal) => trickle({ bytes: body, milliseconds, signal }) };
}
