//! Connections, from the first to the last.

use crate::{
    context::{Context, Limits, Today},
    document::Document,
    log,
    problem::Problem,
    routes,
};
use axum::{Router, middleware};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use sangloc_rulebook::FileError;
use std::{future::Future, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime, select,
    sync::Semaphore,
    time::{sleep, timeout},
};

/// The longest head of a request.
const MAX_HEAD_BYTES: usize = 64 * 1024;

/// How long to wait after a connection could not be accepted, such as for want of file handles.
const PAUSE: Duration = Duration::from_millis(50);

/// Why the service could not run, or ended otherwise than it should.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The rulebook file is none.
    #[error(transparent)]
    Rulebook(#[from] FileError),
    /// The system refuses the address, the threads or the signals.
    #[error("{0}: {1}")]
    System(String, io::Error),
    /// Requests were not answered within the time that stopping may take.
    #[error("stopped before all requests were answered")]
    CutOff,
}

/// Decisions over HTTP.
pub struct Service {
    router: Router,
    limits: Limits,
}

impl Service {
    /// A service that decides by a rulebook file.
    ///
    /// # Errors
    /// [`ServiceError::Rulebook`] when the bytes are no rulebook file.
    pub fn new(file: Vec<u8>, limits: Limits, today: Today) -> Result<Self, ServiceError> {
        let (router, api) = routes::all().split_for_parts();
        let context =
            Arc::new(Context::new(file, limits, today, |rulebook| Document::new(api, rulebook))?);
        let router = router
            .fallback(async || Problem::unknown_path())
            .method_not_allowed_fallback(async || Problem::wrong_method())
            .layer(middleware::from_fn_with_state(Arc::clone(&context), log::answer))
            .with_state(context);
        Ok(Self { router, limits })
    }

    /// Answers requests on an address until the process is told to end (SIGTERM, SIGINT); then those that are under
    /// way are answered, and no others. Writes a line of JSON to standard output at begin and end and for each
    /// request.
    ///
    /// # Errors
    /// [`ServiceError`] when the address cannot be had, or requests had to be cut off at the end.
    pub fn run(self, address: SocketAddr) -> Result<(), ServiceError> {
        let failed = |what: &str| {
            let what = what.to_owned();
            move |error| ServiceError::System(what, error)
        };
        tracing_subscriber::fmt().json().flatten_event(true).with_target(false).init();
        let runtime = runtime::Builder::new_multi_thread().enable_all().build();
        let runtime = runtime.map_err(failed("threads"))?;
        let ended = runtime.block_on(async {
            let mut signals = Signals::new().map_err(failed("signals"))?;
            let listener =
                TcpListener::bind(address).await.map_err(failed(&address.to_string()))?;
            let address = listener.local_addr().map_err(failed("address"))?;
            tracing::info!(address = %format_args!("http://{address}"), "listening");
            self.serve(listener, &mut signals).await
        });
        // Work that nobody waits for any more keeps nobody waiting.
        runtime.shutdown_background();
        ended
    }

    async fn serve(self, listener: TcpListener, signals: &mut Signals) -> Result<(), ServiceError> {
        let connections = Arc::new(Semaphore::new(self.limits.connections.get()));
        let under_way = GracefulShutdown::new();
        let mut told = pin!(signals.next());
        loop {
            select! {
                () = self.accept(&listener, &connections, &under_way) => {}
                () = &mut told => break,
            }
        }
        // Who is connected already is answered too.
        while timeout(Duration::ZERO, self.accept(&listener, &connections, &under_way))
            .await
            .is_ok()
        {}
        drop(listener);
        tracing::info!(connections = under_way.count(), "stopping");
        select! {
            () = under_way.shutdown() => {
                tracing::info!("stopped");
                Ok(())
            }
            () = sleep(self.limits.stop) => Err(ServiceError::CutOff),
        }
    }

    /// Waits for a connection and starts to answer its requests.
    async fn accept(
        &self,
        listener: &TcpListener,
        connections: &Arc<Semaphore>,
        under_way: &GracefulShutdown,
    ) {
        let Ok(place) = Arc::clone(connections).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                // An answer is written in one go: nothing to wait for. Where it cannot be set, it is only slower.
                let _ = stream.set_nodelay(true);
                let answered = self.answer(stream, under_way);
                tokio::spawn(async move {
                    answered.await;
                    drop(place);
                });
            }
            Err(_) => sleep(PAUSE).await,
        }
    }

    /// Answers the requests of a connection; how it ends is the client's affair.
    fn answer(
        &self,
        stream: TcpStream,
        under_way: &GracefulShutdown,
    ) -> impl Future<Output = ()> + Send + 'static {
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.time)
            .max_buf_size(MAX_HEAD_BYTES)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(self.router.clone()));
        let watched = under_way.watch(connection);
        async move {
            let _ = watched.await;
        }
    }
}

/// Tells when the process is to end.
struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn next(&mut self) {
        select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    async fn next(&mut self) {
        // Without it, the process is ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
