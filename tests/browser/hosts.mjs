// Real servers of this machine, each with the rules that the site brings for it, on a port of the loopback address and without any right.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import zlib from "node:zlib";

/** Where servers lie; not every account looks there. */
const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

/** The modules that Apache needs, as Debian names them. */
const MODULES = ["authz_core", "alias", "deflate", "dir", "filter", "headers", "mime", "mpm_event"];

/** What each server is started with: a folder of its own, the folder that holds the site, the name of the site's folder there, a port. */
const SERVERS = {
  nginx: ({ own, www, name, port }) => {
    const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${own}/${kind};`).join(" ");
    fs.writeFileSync(path.join(own, "nginx.conf"), `
      daemon off; master_process off; pid ${own}/pid; error_log ${own}/error.log;
      events {}
      http { access_log off; ${places}
        server { listen 127.0.0.1:${port}; root ${www}; include ${www}/${name}/hosting/nginx.conf; } }`);
    return ["nginx", ["-p", own, "-c", `${own}/nginx.conf`, "-e", `${own}/error.log`]];
  },
  caddy: ({ own, www, name, port }) => {
    fs.writeFileSync(path.join(own, "Caddyfile"), `
      {
        admin off
        auto_https off
        storage file_system ${own}
      }
      http://127.0.0.1:${port} {
        bind 127.0.0.1
        root * ${www}
        import ${www}/${name}/hosting/caddy.conf
      }\n`);
    return ["caddy", ["run", "--config", `${own}/Caddyfile`, "--adapter", "caddyfile"]];
  },
  apache: ({ own, www, port }) => {
    const modules = MODULES.map((module) => `LoadModule ${module}_module /usr/lib/apache2/modules/mod_${module}.so`).join("\n");
    fs.writeFileSync(path.join(own, "apache.conf"), `
      ServerRoot ${own}
      ServerName 127.0.0.1
      Listen 127.0.0.1:${port}
      PidFile ${own}/pid
      ErrorLog ${own}/error.log
      ${modules}
      TypesConfig /dev/null
      DocumentRoot ${www}
      <Directory ${www}>
        Require all granted
        AllowOverride FileInfo Indexes
        Options None
      </Directory>\n`);
    return ["apache2", ["-D", "FOREGROUND", "-f", `${own}/apache.conf`]];
  },
};

/** Whether a server is there. */
export const has = (kind) => spawnSync("sh", ["-c", `command -v ${kind === "apache" ? "apache2" : kind}`], { env: { ...process.env, PATH } }).status === 0;

/** A port that nobody uses. */
export const freePort = () => new Promise((resolve) => {
  const server = net.createServer();
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** Starts a server; hands over what ends it. */
export async function start(kind, place) {
  fs.mkdirSync(place.own, { recursive: true });
  const [command, options] = SERVERS[kind](place);
  const server = spawn(command, options, { env: { ...process.env, PATH, HOME: place.own }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => (said += data));
  const ended = new Promise((resolve) => {
    server.once("exit", resolve);
    server.once("error", (error) => resolve((said += error)));
  });
  let isOver = false;
  ended.then(() => (isOver = true));
  for (const end = Date.now() + 20_000; !(await answers(place.port)); await new Promise((resolve) => setTimeout(resolve, 20))) {
    const log = path.join(place.own, "error.log");
    if (isOver || Date.now() > end) throw new Error(`${kind} does not answer: ${said} ${fs.existsSync(log) ? fs.readFileSync(log) : ""}`);
  }
  return async () => {
    server.kill("SIGTERM");
    await ended;
  };
}

/** Whether anybody answers at a port. */
const answers = (port) => new Promise((resolve) => {
  const socket = net.connect(port, "127.0.0.1", () => resolve(true) ?? socket.destroy());
  socket.on("error", () => resolve(false));
});

/** Asks for an address as it is, and hands over status, headers, the bytes as sent and the bytes as meant. */
export const ask = (url, headers = {}) => new Promise((resolve, reject) => {
  const request = http.get(url, { headers, agent: false }, (response) => {
    const parts = [];
    response.on("data", (part) => parts.push(part));
    response.on("end", () => {
      const sent = Buffer.concat(parts);
      const way = response.headers["content-encoding"];
      const body = way === "gzip" ? zlib.gunzipSync(sent) : way === "br" ? zlib.brotliDecompressSync(sent) : sent;
      resolve({ status: response.statusCode, headers: response.headers, sent, body });
    });
  });
  request.on("error", reject);
});
