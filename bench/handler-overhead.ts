import { child } from "./child.ts";
import { median, type Row } from "./row.ts";

type Sample = { readonly answer: { readonly statusCode: number; readonly body: string }; readonly lines: string[] };
type Seen<Value> = { readonly ours: Value; readonly peer: Value };
type Report = { readonly samples: Seen<Sample>; readonly times: Seen<number[]> };

const MOST_MICROSECONDS = 4;

/** One event through the whole entry, against middy and Powertools with the middleware that the same takes. */
export const handlerOverhead: Row = {
  name: "handler-overhead",
  work: "one POST through entry: route, correlation id, CORS, key, body, one log line, one metric",
  peer: "middy 7 with its http middleware, Powertools logger and metrics 2.35",
  target: {
    text: `≤ ${MOST_MICROSECONDS} µs, ≤ 0.45 ×`,
    met: (ratio, ours) => ours <= MOST_MICROSECONDS && ratio <= 0.45,
  },
  async measure(signal) {
    const { samples, times } = await child<Report>({ file: "handler-overhead.ts" }, signal);
    if (didTheSame(samples.ours) !== didTheSame(samples.peer)) throw new Error("The sides did not do the same.");
    return {
      ours: median(times.ours),
      peer: median(times.peer),
      unit: "µs",
      notes: [
        `  handler-overhead: ours ${spread(times.ours)}, peer ${spread(times.peer)} over ${times.ours.length} runs`,
        "  handler-overhead: lines are counted in bytes where they reach standard output, on both sides, and go no further",
      ],
    };
  },
};

/** What a request led to, in the same words for both sides; throws unless it wrote one log line and one metric. */
function didTheSame({ answer, lines }: Sample): string {
  const [line, metric, ...more] = lines.map((text) => JSON.parse(text) as Record<string, unknown>);
  if (line === undefined || metric?._aws === undefined || more.length > 0)
    throw new Error(`Written: ${lines.join("")}`);
  const { message, correlationId, method, route, status } = line;
  const { "http.server.request.faults": faults, correlationId: measured } = metric;
  return JSON.stringify([
    answer.statusCode,
    answer.body,
    message,
    correlationId,
    method,
    route,
    status,
    faults,
    measured,
  ]);
}

function spread(times: readonly number[]): string {
  return `${Math.min(...times).toFixed(2)} to ${Math.max(...times).toFixed(2)} µs`;
}
