import { alive } from "./alive.ts";
import type { CatalogueProblem, Judging } from "./catalogue-problem.ts";

const WARNED_DAYS = 45;
const REFUSED_DAYS = 7;
const DAY = 86_400_000;

/** A model that ended with nobody to follow it, or ends within 45 days: an error from 7 days before unless somebody follows. */
export function shutdownProblem({ model, catalogue, today }: Judging): CatalogueProblem | undefined {
  const { id, shutdown } = model;
  if (shutdown === undefined) return undefined;
  const heir = alive({ model, today: today < shutdown ? shutdown : today, catalogue });
  const days = Math.round((Date.parse(shutdown) - Date.parse(today)) / DAY);
  if (days <= 0) {
    if (heir) return undefined;
    const message = `${id} ended on ${shutdown}, and nothing that follows it answers.`;
    return {
      code: "model-ended",
      severity: "error",
      subject: id,
      message,
      fix: `Name a successor of ${id} that answers.`,
    };
  }
  if (days > WARNED_DAYS) return undefined;
  const ends = `${id} ends on ${shutdown}, in ${days} ${days === 1 ? "day" : "days"}`;
  const about = { code: "model-ending", subject: id } as const;
  if (heir) {
    const fix = `Try ${heir.id} before then, and have its prices in the catalogue.`;
    return { ...about, severity: "warning", message: `${ends}; ${heir.id} follows it.`, fix };
  }
  const severity = days <= REFUSED_DAYS ? "error" : "warning";
  return { ...about, severity, message: `${ends}, and nothing follows it.`, fix: `Name a successor of ${id}.` };
}
