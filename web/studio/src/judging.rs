//! The page's side of the worker: asks, waits, and ends a worker that takes too long.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Uint8Array};
use sangloc_studio::{
    Files,
    protocol::{Answer, Request},
};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// How long an answer may take, in milliseconds: the rulebook of the province takes one second.
const PATIENCE: u32 = 20_000;

/// The worker took too long or stopped, and was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ended;

/// An answer, and the bytes beside it.
pub(crate) type Answered = Result<(Answer, Vec<Vec<u8>>), Ended>;

/// The worker, started when it is first needed, and again after it was ended.
#[derive(Clone, Default)]
pub(crate) struct Judge(Rc<RefCell<State>>);

/// Hears what the worker says.
type Listener = Closure<dyn FnMut(MessageEvent)>;

#[derive(Default)]
struct State {
    worker: Option<(Worker, Listener)>,
    /// The rulebook as opened, for another worker.
    opened: Option<Rc<Files>>,
    /// The projects of a file, for another worker.
    projects: Option<(String, Vec<u8>)>,
    last: u32,
    waiting: BTreeMap<u32, Function>,
}

impl PartialEq for Judge {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Judge {
    /// Gives the worker the rulebook that drafts begin with.
    pub(crate) async fn open(&self, files: Rc<Files>) -> Answered {
        self.0.borrow_mut().opened = Some(Rc::clone(&files));
        self.ask(Request::Open(files), &[]).await
    }

    /// Gives the worker the projects to try drafts on; none: synthetic ones.
    pub(crate) async fn try_on(&self, projects: Option<(String, Vec<u8>)>) -> Answered {
        let (name, bytes) = projects.clone().unzip();
        let answered = self.ask(Request::Portfolio(name), &bytes.unwrap_or_default()).await;
        if matches!(answered, Ok((Answer::Done, _))) {
            self.0.borrow_mut().projects = projects;
        }
        answered
    }

    /// Asks, and waits for the answer.
    pub(crate) async fn ask(&self, request: Request, bytes: &[u8]) -> Answered {
        self.start();
        let answered = JsFuture::from(self.post(&request, bytes));
        let patience = {
            let judge = self.clone();
            Timeout::new(PATIENCE, move || judge.end())
        };
        let answered = answered.await;
        drop(patience);
        answered.ok().and_then(|answered| read(&answered)).ok_or(Ended)
    }

    fn start(&self) {
        if self.0.borrow().worker.is_some() {
            return;
        }
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options("worker.js", &options) else {
            return;
        };
        let judge = self.clone();
        let listen = Closure::new(move |event: MessageEvent| judge.hear(&event.data()));
        worker.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        self.0.borrow_mut().worker = Some((worker, listen));
        let (opened, projects) = {
            let state = self.0.borrow();
            (state.opened.clone(), state.projects.clone())
        };
        // Answers come in the order of requests: nobody has to wait for these.
        if let Some(opened) = opened {
            let _ = self.post(&Request::Open(opened), &[]);
        }
        if let Some((name, bytes)) = projects {
            let _ = self.post(&Request::Portfolio(Some(name)), &bytes);
        }
    }

    fn post(&self, request: &Request, bytes: &[u8]) -> Promise {
        let mut state = self.0.borrow_mut();
        state.last += 1;
        let id = state.last;
        let mut done = None;
        let promise = Promise::new(&mut |resolve, _| done = Some(resolve));
        if let Some(done) = done {
            state.waiting.insert(id, done);
        }
        // A request can always be written.
        let request = serde_json::to_string(request).unwrap_or_default();
        let message = Array::of3(&id.into(), &request.into(), &Uint8Array::from(bytes));
        let posted =
            state.worker.as_ref().is_some_and(|(worker, _)| worker.post_message(&message).is_ok());
        if !posted && let Some(done) = state.waiting.remove(&id) {
            let _ = done.call1(&JsValue::NULL, &JsValue::NULL);
        }
        promise
    }

    fn hear(&self, message: &JsValue) {
        let Some(message) = message.dyn_ref::<Array>() else { return };
        let id = message.get(0).as_f64().unwrap_or_default();
        let mut state = self.0.borrow_mut();
        let found = state.waiting.keys().copied().find(|known| f64::from(*known) == id);
        let waiting = found.and_then(|id| state.waiting.remove(&id));
        drop(state);
        if let Some(done) = waiting {
            let _ = done.call1(&JsValue::NULL, message);
        }
        if message.length() < 2 {
            // It has stopped inside: what it knows cannot be relied on.
            self.end();
        }
    }

    /// Ends the worker; whoever waits is told.
    fn end(&self) {
        let (worker, waiting) = {
            let mut state = self.0.borrow_mut();
            (state.worker.take(), std::mem::take(&mut state.waiting))
        };
        if let Some((worker, listen)) = worker {
            worker.terminate();
            // It may be this very call that came from it.
            Timeout::new(0, move || drop(listen)).forget();
        }
        for done in waiting.values() {
            let _ = done.call1(&JsValue::NULL, &JsValue::NULL);
        }
    }
}

fn read(message: &JsValue) -> Option<(Answer, Vec<Vec<u8>>)> {
    let message = message.dyn_ref::<Array>()?;
    let answer = serde_json::from_str(&message.get(1).as_string()?).ok()?;
    let bytes = message.get(2).dyn_into::<Array>().unwrap_or_default();
    Some((answer, bytes.iter().map(|part| Uint8Array::new(&part).to_vec()).collect()))
}
