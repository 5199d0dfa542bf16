//! Runs `dossier serve`, and asks it for files as a browser would.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::cli;

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server at work. It ends with this value.
pub(super) struct Server {
    /// The program.
    child: Child,
    /// Its port.
    pub port: u16,
    /// The folder of the dossier.
    pub root: PathBuf,
}

/// An answer.
pub(super) struct Reply {
    /// The status.
    pub status: u16,
    /// The headers, with names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// The body as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Server {
    /// Starts a server for a dossier at any free port.
    pub(super) fn start(root: &Path) -> Self {
        Self::start_with(root, &["serve", "--port", "0"])
    }

    /// Starts a server.
    pub(super) fn start_with(root: &Path, arguments: &[&str]) -> Self {
        let mut command = cli::command(root, arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a server");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let port = line.split(['/', ':']).find_map(|part| part.parse().ok()).expect("a port");
        Self { child, port, root: root.to_owned() }
    }

    /// Asks for a file of the site.
    pub(super) fn get(&self, path: &str) -> Reply {
        self.ask(&format!("GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port))
    }

    /// Sends a request as it stands, and reads the whole answer.
    pub(super) fn ask(&self, request: &str) -> Reply {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("a head of text");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let fields = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let headers = fields.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
        Reply { status, headers, body: bytes[end + 4..].to_vec() }
    }

    /// What a page is told, as soon as the test accepts it.
    #[track_caller]
    pub(super) fn news(&self, page: &str, accepts: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        let request = format!("GET /_dossier/news?page=/{page} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).expect("a request");
        let start = Instant::now();
        for line in BufReader::new(stream).lines() {
            let line = line.expect("news before the server ends or is silent for long");
            let Some(news) = line.strip_prefix("data: ") else { continue };
            let news: serde_json::Value = serde_json::from_str(news).expect("valid JSON");
            if accepts(&news) {
                return news;
            }
            assert!(start.elapsed() < PATIENCE, "{news}");
        }
        unreachable!("the server says no more");
    }

    /// The ids of the problems that a page is told once all has been checked: when there are as many as that.
    #[track_caller]
    pub(super) fn problems(&self, n_problems: usize) -> Vec<String> {
        let news = self.news("en/index.html", |news| news["problems"].as_array().is_some_and(|list| list.len() == n_problems));
        news["problems"].as_array().expect("a list").iter().map(|problem| problem["id"].as_str().expect("an id").to_owned()).collect()
    }

    /// Changes a file of the dossier.
    #[track_caller]
    pub(super) fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.root.join(path);
        let text = fs::read_to_string(&path).expect("a readable file");
        assert!(text.contains(from), "{} has no `{from}`", path.display());
        fs::write(path, text.replace(from, to)).expect("a writable file");
    }

    /// Writes a file of the dossier.
    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a writable file");
    }

    /// Sends the program a signal, and returns its exit code.
    pub(super) fn end(mut self, signal: &str) -> Option<i32> {
        let sent = std::process::Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(sent.expect("a signal").success());
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().expect("a state") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
