import type { DeploymentPorts } from "../../../ops/deployment/ports.ts";

/** Makes a call to one of the ports; the signal is the one that it was given. */
export type Call = (act: () => unknown, signal: AbortSignal | undefined) => Promise<unknown>;

/** The ports, with every call to AWS, the engine and the checkout made through `call`. */
export function wrappedPorts(ports: DeploymentPorts, call: Call): DeploymentPorts {
  const wrapped = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name) {
        const found = Reflect.get(target, name) as unknown;
        // Neither is one call: one asks nobody, the other answers bit by bit.
        if (typeof found !== "function" || name === "goesBack" || name === "list") return found;
        return (...args: unknown[]) => {
          const signal = args.find((arg) => arg instanceof AbortSignal);
          return call(() => Reflect.apply(found, target, args), signal);
        };
      },
    });
  const { engine, functions, source, traffic, migrations, checks, ledger } = ports;
  return {
    ...ports,
    ...{ engine: wrapped(engine), functions: wrapped(functions), source: wrapped(source), traffic: wrapped(traffic) },
    ...{ migrations: wrapped(migrations), checks: wrapped(checks), ledger: wrapped(ledger) },
  };
}
