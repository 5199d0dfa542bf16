//! Shows a dossier's site on this machine while it is written: at the loopback address alone, always as a build would make it now.
//!
//! No file of the site is read from a disk: each is made when it is asked for. Nothing of the dossier is written.

mod address;
mod body;
mod http;
mod news;
mod page;
mod session;
mod site;
mod stamps;
mod watcher;

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, mpsc};
use std::thread;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::pipeline::live::{Live, Tell};
use session::{Note, Session};
use site::Site;
use stamps::Stamps;
use watcher::{Cookies, Watching};

pub use session::Event;

/// The port at which a site is shown, unless that is taken or another is asked for.
pub const PORT: u16 = 4280;

/// How many ports after that are tried.
const N_PORTS: u16 = 20;

/// Why nothing can be served.
#[derive(Debug)]
pub enum ServeError {
    /// The port that was asked for is taken, or not for everybody.
    Port {
        /// The port.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// The system refuses something else.
    Io(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Port { port, source } => write!(formatter, "cannot serve at port {port}: {source}; choose another with --port"),
            Self::Io(source) => write!(formatter, "cannot serve: {source}"),
        }
    }
}

impl std::error::Error for ServeError {}

impl From<io::Error> for ServeError {
    fn from(source: io::Error) -> Self {
        Self::Io(source)
    }
}

/// Says where the site is shown, and whether the usual port was taken.
pub type SayWhere<'a> = &'a dyn Fn(&str, bool);

/// Shows the site of the dossier at `root` until the program is told to end.
///
/// # Errors
/// If the port is taken, or the system refuses.
pub fn serve(root: &Path, port: Option<u16>, say: SayWhere<'_>, tell: Box<dyn Fn(&Event<'_>) + Send>) -> Result<(), ServeError> {
    let root = std::path::absolute(root)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = bind(port).await?;
        let port = listener.local_addr()?.port();
        let ended = ended();
        let site = Arc::new(open(&root, port, tell)?);
        say(&address(port), port != PORT);
        // Names may lead to either address of this machine: without the second the first is enough.
        let second = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await.ok();
        tokio::select! {
            () = ended => {}
            () = accept(&listener, &site) => {}
            () = accept_second(second, &site) => {}
        }
        Ok(())
    })
}

/// The address of the site.
fn address(port: u16) -> String {
    format!("http://{}:{port}/", Ipv4Addr::LOCALHOST)
}

/// Listens at a port, or else at the usual one, or else at the next that is free.
async fn bind(port: Option<u16>) -> Result<TcpListener, ServeError> {
    let bind = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    if let Some(port) = port {
        return bind(port).await.map_err(|source| ServeError::Port { port, source });
    }
    for port in PORT..PORT + N_PORTS {
        if let Ok(listener) = bind(port).await {
            return Ok(listener);
        }
    }
    bind(0).await.map_err(|source| ServeError::Port { port: 0, source })
}

/// Opens the dossier in a thread of its own.
fn open(root: &Path, port: u16, tell: Box<dyn Fn(&Event<'_>) + Send>) -> Result<Site, ServeError> {
    let (notes, told) = mpsc::channel();
    let cookies = Cookies::new()?;
    // The watcher takes it for granted that it gets a thread.
    _ = thread::Builder::new().spawn(|| ())?.join();
    let watching = Watching::new(root, &cookies, notes.clone());
    let (shown, is_shown) = watch::channel(None);
    let (settled, is_settled) = watch::channel(0);
    let later = notes.clone();
    let found: Tell = Arc::new(move |number, problems| _ = later.send(Note::Told(number, problems)));
    let live = Live::new(root.to_owned(), address(port), found);
    let (stamps, is_busy) = (Arc::new(Stamps::default()), Arc::new(AtomicBool::new(true)));
    let root = root.to_owned();
    let session =
        Session { root: root.clone(), live, watching, stamps: Arc::clone(&stamps), is_busy: Arc::clone(&is_busy), shown, settled, tell };
    thread::Builder::new().spawn(move || session.run(&told))?;
    let found = notes.clone();
    thread::Builder::new().spawn(move || stamps.watch(&root, &|path| found.send(Note::Written(path, false)).is_ok()))?;
    Ok(Site { port, shown: is_shown, settled: is_settled, cookies, is_busy, notes })
}

/// Answers whoever comes.
async fn accept(listener: &TcpListener, site: &Arc<Site>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // No connection is left for now: others will end.
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            continue;
        };
        // Small answers go at once.
        _ = stream.set_nodelay(true);
        let site = Arc::clone(site);
        let service = service_fn(move |request| http::answer(request, Arc::clone(&site)));
        // A browser that breaks off has its reasons.
        tokio::spawn(
            async move { _ = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await },
        );
    }
}

/// Answers at the second address, where there is one.
async fn accept_second(listener: Option<TcpListener>, site: &Arc<Site>) {
    match listener {
        Some(listener) => accept(&listener, site).await,
        None => std::future::pending().await,
    }
}

/// Waits until the program is told to end, by whatever comes from this call on: the system ends a program that does not listen at once, and
/// what it made for itself would stay.
fn ended() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let told = {
        use tokio::signal::unix::{SignalKind, signal};
        signal(SignalKind::terminate()).and_then(|terminate| Ok((terminate, signal(SignalKind::interrupt())?)))
    };
    async move {
        #[cfg(unix)]
        if let Ok((mut terminate, mut interrupt)) = told {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            return;
        }
        // A system that tells nothing ends the program itself.
        _ = tokio::signal::ctrl_c().await;
    }
}
