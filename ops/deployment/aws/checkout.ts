import { fileURLToPath } from "node:url";

/** The folder of the checkout that this is run from. */
export const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));
