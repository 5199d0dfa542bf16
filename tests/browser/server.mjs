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

/** Sends a file whole. */
export function whole(response, head, body) {
  response.writeHead(200, head);
  response.end(body);
}

/** Sends a file compressed, as most hosts do. */
export function packed(response, head, body) {
  whole(response, { ...head, "content-encoding": "gzip" }, zlib.gzipSync(body));
}

/** Sends a page piece by piece, as over a bad line, and waits after each; other files whole. */
export const inPieces = (cut, wait) => async (response, head, body) => {
  if (head["content-type"] !== TYPES[".html"]) return whole(response, head, body);
  response.writeHead(200, head);
  for (const piece of cut(body.toString())) {
    response.write(piece);
    await wait();
  }
  response.end();
};

/**
 * Serves a site: a file or nothing, no folder index, no redirect. Hands over the address of the site's root, the paths of the files
 * that were asked for, in that order, and what ends it.
 */
export async function serve(site, send = whole) {
  const asked = [];
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const file = path.join(site, name.slice(FOLDER.length));
    const isFile = name.startsWith(FOLDER) && file.startsWith(site + path.sep)
      && fs.statSync(file, { throwIfNoEntry: false })?.isFile();
    const head = { "x-content-type-options": "nosniff", "cache-control": "no-store" };
    if (!isFile) return response.writeHead(404, { ...head, "content-type": "text/plain" }).end("not here");
    asked.push(path.relative(site, file));
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    return send(response, { ...head, "content-type": type }, fs.readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { root: `http://127.0.0.1:${server.address().port}${FOLDER}`, asked, close };
}
