// The search takes whatever is typed: a little of what `tests/fuzz/query.mjs` does, over the built site.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzz } from "../fuzz/query.mjs";
import { SITE } from "./lib.mjs";

test("queries of chance are read and answered without a fault", async () => {
  assert.ok((await fuzz(SITE, 400, 7)) >= 40);
});
