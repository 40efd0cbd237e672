// Pulumi loads a pack through its own TypeScript loader, which knows CommonJS only; from here on Node reads the types away.
import "./main.ts";
