//! The work of a request, done beside the threads that serve connections.

use crate::problem::Problem;
use std::{sync::Arc, thread, time::Duration};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

/// As many pieces of work at once as there are processors, some more that wait, and an answer at once for the rest.
pub(crate) struct Work {
    places: Semaphore,
    hands: Arc<Semaphore>,
    time: Duration,
}

impl Work {
    pub(crate) fn new(waiting: usize, time: Duration) -> Self {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let places = processors.saturating_add(waiting).min(Semaphore::MAX_PERMITS);
        Self { places: Semaphore::new(places), hands: Arc::new(Semaphore::new(processors)), time }
    }

    /// Does a piece of work when its turn comes.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let _place = self.places.try_acquire().map_err(|_| Problem::too_busy())?;
        let turn = async {
            let hand = Arc::clone(&self.hands).acquire_owned().await.ok();
            // The hand stays taken until the work ends, also when nobody waits for it any more.
            let work = spawn_blocking(move || (work(), hand));
            work.await.map(|(done, _)| done)
        };
        match timeout(self.time, turn).await {
            Ok(done) => done.map_err(|_| Problem::failed()),
            Err(_) => Err(Problem::too_busy()),
        }
    }
}
