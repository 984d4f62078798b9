//! One line a request: what was asked of the service and how it went, and nothing that a person said.
//!
//! INVARIANT: no line holds a body, a value of a query, a path that the service does not have, or an address.

use crate::{context::Context, metrics::Answer};
use axum::{
    body::HttpBody,
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use std::{sync::Arc, time::Instant};

/// What browsers must keep to on every answer, above all on the page.
const HEADERS: [(HeaderName, &str); 3] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Answers a request, counts it and writes its line.
pub(crate) async fn answer(
    State(context): State<Arc<Context>>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let in_progress = context.metrics.begun();
    let method = known(request.method());
    let has_body = !request.body().is_end_stream();
    let mut response = next.run(request).await;
    drop(in_progress);
    // Its body may be unread: the connection cannot go on then, and the client must know.
    if has_body && (response.status().is_client_error() || method != "POST") {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    let path = path.map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let status = response.status().as_u16();
    let time = begun.elapsed();
    let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    if response.status().is_server_error() {
        tracing::error!(method, path, status, milliseconds, "answered");
    } else {
        tracing::info!(method, path, status, milliseconds, "answered");
    }
    context.metrics.answered(&Answer { method, path, status }, time);
    response
}

/// A method as HTTP knows it: anybody can make one up.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
