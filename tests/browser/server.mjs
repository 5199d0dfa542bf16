// A strict server for a built site: as the plainest host would do it.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";

/** The folder below which the server shows the site, so that nothing can rely on the root. */
const FOLDER = "/some/sub-folder/";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
};

/** Sends a body as it is. */
export const asItIs = (body) => ({ body, headers: {} });

/** Sends a body compressed, as most hosts do. */
export const packed = (body) => ({ body: zlib.gzipSync(body), headers: { "content-encoding": "gzip" } });

/**
 * Serves a site: a file or nothing, no folder index, no redirect. Hands over the address of the site's root, the paths of the files
 * that were asked for, in that order, and what ends it.
 */
export async function serve(site, send = asItIs) {
  const asked = [];
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const file = path.join(site, name.slice(FOLDER.length));
    const isFile = name.startsWith(FOLDER) && file.startsWith(site + path.sep)
      && fs.statSync(file, { throwIfNoEntry: false })?.isFile();
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    const headers = { "x-content-type-options": "nosniff", "cache-control": "no-store" };
    if (isFile) asked.push(path.relative(site, file));
    const sent = send(isFile ? fs.readFileSync(file) : "not here");
    response.writeHead(isFile ? 200 : 404, { ...headers, ...sent.headers, "content-type": isFile ? type : "text/plain" });
    response.end(sent.body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { root: `http://127.0.0.1:${server.address().port}${FOLDER}`, asked, close };
}
