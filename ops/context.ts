/** A signal that aborts at Ctrl-C or a polite kill, for everything a command started. */
export function interruption(): { signal: AbortSignal } {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return { signal: controller.signal };
}
