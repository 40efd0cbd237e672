/** Whether calls to AWS go to the one on this machine, by the endpoint they are sent to. */
export function isEmbedded(endpoint: string | undefined): boolean {
  return endpoint !== undefined && URL.canParse(endpoint) && new URL(endpoint).hostname === "127.0.0.1";
}
