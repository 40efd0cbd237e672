import { en } from "zod/locales";
import * as z from "zod/mini";

// The small zod has no words for what is wrong with an input until it is given some.
z.config(en());
