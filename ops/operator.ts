import { hostname } from "node:os";

/** The person at this machine, for the next one who wants to work on the same stage. */
export function operator(): string {
  const { pid } = process;
  return `${process.env.USER ?? process.env.USERNAME ?? "somebody"}@${hostname()}, process ${pid}`;
}
