import { lookup } from "node:dns/promises";
import type { Lookup } from "./guard.ts";

const ABSENT = new Set(["ENOTFOUND", "ENODATA", "EAI_NONAME", "EAI_NODATA"]);

/** The machine's own resolver, IPv4 and IPv6 in its order; a name that does not exist has no addresses. */
export const systemLookup: Lookup = async (name) => {
  try {
    const answers = await lookup(name, { all: true, order: "verbatim" });
    return answers.map(({ address }) => address);
  } catch (error) {
    if (error instanceof Error && "code" in error && ABSENT.has(String(error.code))) return [];
    throw error;
  }
};
