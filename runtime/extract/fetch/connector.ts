import type { LookupFunction } from "node:net";
import { isIPv6 } from "node:net";
import { buildConnector } from "undici";
import type { Target } from "./guard.ts";

/** Makes the function that opens the sockets of one hop. */
export type ConnectorFor = (target: Target, connectMs: number) => buildConnector.connector;

/** Opens sockets to the target's checked addresses only: the lookup at connect time answers from them and asks nobody. */
export const checkedConnector: ConnectorFor = connectorTrusting({});

/** The same with authorities of one's own, in PEM, in place of those that the platform trusts. */
export function connectorTrusting({ ca }: { ca?: string }): ConnectorFor {
  return (target, connectMs) => {
    const connect = buildConnector({
      ...(ca === undefined ? {} : { ca }),
      lookup: answerFrom(target.addresses),
      autoSelectFamily: true,
      timeout: connectMs,
      allowH2: false,
      // Said here so that no environment variable can say otherwise.
      rejectUnauthorized: true,
      maxCachedSessions: 0,
    });
    // A final dot belongs to the URL but not into a TLS server name.
    return (options, callback) =>
      connect(target.url.scheme === "https" ? { ...options, ...serverName(target) } : options, callback);
  };
}

function serverName({ url }: Target): { servername?: string } {
  return /[a-z_-]/.test(url.name) && !url.name.startsWith("[") ? { servername: url.name } : {};
}

function answerFrom(addresses: readonly string[]): LookupFunction {
  const answers = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (hostname, options, callback) => {
    const [first] = answers;
    if (!first) callback(new Error(`No checked address for ${hostname}`), "", 4);
    else if (options.all) callback(null, answers);
    else callback(null, first.address, first.family);
  };
}
