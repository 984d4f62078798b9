//! Bodies of requests: JSON, not too large, not too slow.

use crate::{context::Limits, problem::Problem};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, header::CONTENT_TYPE},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use mime::Mime;
use tokio::time::timeout;

/// How many bytes of a body that is too large are read all the same.
const READ_AWAY: usize = 64 * 1024 * 1024;

/// The whole body of a request that says it is JSON; no more than the service, and what it is for, allow.
pub(crate) async fn json(request: Request, limits: &Limits, most: usize) -> Result<Bytes, Problem> {
    let (head, body) = request.into_parts();
    if !is_json(&head.headers) {
        return Err(Problem::media_type());
    }
    let limit = limits.body.min(most);
    timeout(limits.time, whole(body, limit)).await.map_err(|_| Problem::too_slow(limits.time))?
}

async fn whole(mut body: Body, limit: usize) -> Result<Bytes, Problem> {
    match Limited::new(&mut body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            read_away(body).await;
            Err(Problem::too_large(limit))
        }
        Err(_) => Err(Problem::cut_off()),
    }
}

/// Reads what nobody wants: many clients listen only once they have sent everything, and would find the connection
/// broken instead of an answer.
async fn read_away(mut body: Body) {
    let mut left = READ_AWAY;
    while let Some(Ok(frame)) = body.frame().await {
        let read = frame.data_ref().map_or(0, Bytes::len);
        let Some(rest) = left.checked_sub(read) else { return };
        left = rest;
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let named = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let named = named.and_then(|value| value.parse::<Mime>().ok());
    named.is_some_and(|mime| mime.essence_str() == mime::APPLICATION_JSON.essence_str())
}
