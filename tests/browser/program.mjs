// The program under test.
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Its file: the variable DOSSIER, or what `cargo test` leaves. */
export const PROGRAM = path.resolve(process.env.DOSSIER ?? fileURLToPath(new URL("../../target/debug/dossier", import.meta.url)));
