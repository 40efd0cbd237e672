import { PROVIDERS } from "../../runtime/domain/providers.ts";
import { badInput } from "../failure.ts";
import type { ProviderClient } from "./provider-client.ts";

export type AccessArgs = {
  /** What the command line, the environment and the stage's file say of the provider's address; the first that is there counts. */
  addresses: readonly { readonly from: string; readonly url: string | undefined }[];
  /** The operator's key; only the provider's own address insists on one. */
  apiKey: string | undefined;
};

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Whom to ask and with which key; throws `badInput` without a key, and for an address to which a key would travel unprotected. */
export function providerAccess({ addresses, apiKey }: AccessArgs): ProviderClient {
  const told = addresses.find(({ url }) => url !== undefined && url !== "");
  const key = apiKey === "" ? undefined : apiKey;
  if (told?.url !== undefined) {
    refuseUnusable(told.from, told.url);
    return { apiKey: key ?? "none", baseUrl: told.url };
  }
  if (key !== undefined) return { apiKey: key, baseUrl: PROVIDERS[0].baseUrl };
  throw badInput(
    "--model needs a key, and OPENAI_API_KEY is not set.",
    "Set it, or name another provider: --model-base-url http://127.0.0.1:8000/v1",
  );
}

function refuseUnusable(from: string, written: string): void {
  const url = URL.parse(written);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw badInput(`${from} "${written}" is not a URL.`, "For example: --model-base-url http://127.0.0.1:8000/v1");
  }
  if (url.protocol === "https:" || LOOPBACK.test(url.hostname)) return;
  throw badInput(`${from} ${written} would send key and page in the clear.`, "Give an https:// URL.");
}
