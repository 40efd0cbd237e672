import { SETTING_NAMES } from "../../../runtime/domain/settings.ts";

export const PROJECT = "atlas-codex:";

/** What a stage file may configure beside the settings. */
const OPTIONAL = ["CORS_ORIGINS", "robotsExemptHosts", "modelProviders", "migrationWorkers"];

/** What only the embedded AWS is told, in stage files of its own. */
const EMBEDDED = ["MODEL_BASE_URL", "FETCH_ALLOWED_TARGETS"];

export const KNOWN_NAMES: ReadonlySet<string> = new Set([...SETTING_NAMES, ...OPTIONAL].map((name) => PROJECT + name));
export const EMBEDDED_NAMES: ReadonlySet<string> = new Set(EMBEDDED.map((name) => PROJECT + name));
