import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { unreadable } from "../failure.ts";
import type { ClientOptions } from "./live/account.ts";

/** The account these credentials belong to, twelve digits; `unreadable` when there are none or they are not valid. */
export async function callerAccount(options: ClientOptions, signal: AbortSignal): Promise<string> {
  const client = new STSClient(options);
  try {
    const { Account } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    if (Account !== undefined) return Account;
  } catch (error) {
    if (signal.aborted) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw unreadable(`AWS does not say who you are: ${why.split("\n")[0]}`, TRY, error);
  } finally {
    client.destroy();
  }
  throw unreadable("AWS does not say which account these credentials belong to.", TRY);
}

const TRY = "Check your credentials: aws sts get-caller-identity";
