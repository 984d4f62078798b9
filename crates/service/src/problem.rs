//! What a client is told when its request cannot be answered (RFC 9457).

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sangloc_screening::{ProfileError, RecordError};
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Display,
    time::Duration,
};
use utoipa::{
    IntoResponses, ToSchema,
    openapi::{self, Content, Header, Object, Ref, RefOr, ResponseBuilder, Type},
};

/// The type of the body of a problem.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// The most errors that are named.
const NAMED: usize = 100;

/// How long a client does well to wait when all hands are busy, in seconds.
const RETRY_AFTER: &str = "1";

/// Why a request cannot be answered, and what to do about it (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Which problem it is, by its place on the page of this service.
    #[serde(rename = "type")]
    #[schema(examples("/#invalid-profile"))]
    kind: String,
    /// The same in a few words.
    title: &'static str,
    /// The status of the response.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What is wrong here, and what to do.
    detail: String,
    /// The answers, parameters or members that are wrong, if some are; at most a hundred.
    #[schema(max_items = 100)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

/// What is wrong with one answer, parameter or member.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldError {
    /// Which, such as `project.land_area`.
    field: String,
    /// What is wrong with it, and what would be right.
    detail: String,
}

/// A kind of problem: its status, its place on the page, and its title.
#[derive(Clone, Copy)]
pub(crate) struct Kind(pub(crate) StatusCode, pub(crate) &'static str, pub(crate) &'static str);

const INVALID_JSON: Kind = Kind(StatusCode::BAD_REQUEST, "invalid-json", "The body is not JSON");
const INVALID_PARAMETER: Kind =
    Kind(StatusCode::BAD_REQUEST, "invalid-parameter", "A parameter is wrong");
const CUT_OFF: Kind = Kind(StatusCode::BAD_REQUEST, "cut-off", "The body did not arrive whole");
const UNKNOWN_PATH: Kind = Kind(StatusCode::NOT_FOUND, "unknown-path", "There is nothing here");
const WRONG_METHOD: Kind =
    Kind(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", "The path takes another method");
const TOO_SLOW: Kind =
    Kind(StatusCode::REQUEST_TIMEOUT, "too-slow", "The body took too long to arrive");
const TOO_LARGE: Kind = Kind(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is too large");
const WRONG_MEDIA_TYPE: Kind = Kind(
    StatusCode::UNSUPPORTED_MEDIA_TYPE,
    "wrong-media-type",
    "The body does not say it is JSON",
);
const INVALID_PROFILE: Kind = Kind(
    StatusCode::UNPROCESSABLE_ENTITY,
    "invalid-profile",
    "The profile does not fit the rulebook",
);
const INVALID_RECORD: Kind =
    Kind(StatusCode::UNPROCESSABLE_ENTITY, "invalid-record", "The record cannot be decided again");
const FAILED: Kind = Kind(StatusCode::INTERNAL_SERVER_ERROR, "failed", "The service failed");
const TOO_BUSY: Kind = Kind(StatusCode::SERVICE_UNAVAILABLE, "too-busy", "The service is busy");

/// What can be wrong with a request that has a body.
const BODY: [Kind; 8] = [
    INVALID_JSON,
    INVALID_PARAMETER,
    CUT_OFF,
    TOO_SLOW,
    TOO_LARGE,
    WRONG_MEDIA_TYPE,
    FAILED,
    TOO_BUSY,
];

/// Every kind of problem there is.
pub(crate) fn kinds() -> impl Iterator<Item = Kind> {
    BODY.into_iter().chain([INVALID_PROFILE, INVALID_RECORD, UNKNOWN_PATH, WRONG_METHOD])
}

/// How a profile is refused.
pub(crate) struct ProfileRefusals;

/// How a record is refused.
pub(crate) struct RecordRefusals;

/// How parameters are refused.
pub(crate) struct ParameterRefusals;

type Responses = BTreeMap<String, RefOr<openapi::Response>>;

impl IntoResponses for ProfileRefusals {
    fn responses() -> Responses {
        documented(&[&BODY[..], &[INVALID_PROFILE]].concat())
    }
}

impl IntoResponses for RecordRefusals {
    fn responses() -> Responses {
        documented(&[&BODY[..], &[INVALID_RECORD]].concat())
    }
}

impl IntoResponses for ParameterRefusals {
    fn responses() -> Responses {
        documented(&[INVALID_PARAMETER])
    }
}

/// The responses that tell of these problems.
fn documented(kinds: &[Kind]) -> Responses {
    let statuses: BTreeSet<StatusCode> = kinds.iter().map(|kind| kind.0).collect();
    let responses = statuses.into_iter().map(|status| {
        let titles: Vec<&str> =
            kinds.iter().filter(|kind| kind.0 == status).map(|kind| kind.2).collect();
        let body = Content::new(Some(Ref::from_schema_name("Problem")));
        let response =
            ResponseBuilder::new().description(titles.join("; ") + ".").content(MEDIA_TYPE, body);
        let response = if status == TOO_BUSY.0 {
            response.header("retry-after", retry_after())
        } else {
            response
        };
        (status.as_str().to_owned(), response.build().into())
    });
    responses.collect()
}

fn retry_after() -> Header {
    let mut header = Header::new(Object::with_type(Type::Integer));
    header.description =
        Some("How many seconds to wait before the request is sent again.".to_owned());
    header
}

/// The name of a field below a member, and what is wrong with it.
fn field(above: &str, error: &ProfileError) -> (String, String) {
    (format!("{above}{}", error.key), error.problem.to_string())
}

impl Problem {
    fn new(Kind(status, name, title): Kind, detail: impl Display) -> Self {
        let kind = format!("/#{name}");
        let (status, detail) = (status.as_u16(), detail.to_string());
        Self { kind, title, status, detail, errors: Vec::new() }
    }

    fn naming(mut self, errors: impl IntoIterator<Item = (String, String)>) -> Self {
        let errors = errors.into_iter().take(NAMED);
        self.errors = errors.map(|(field, detail)| FieldError { field, detail }).collect();
        self
    }

    /// A parameter in the query that is wrong.
    pub(crate) fn parameter(name: &str, what: &dyn Display) -> Self {
        let error = (name.to_owned(), what.to_string());
        Self::new(INVALID_PARAMETER, format_args!("`{name}`: {what}")).naming([error])
    }

    /// A query that cannot be read.
    pub(crate) fn query(what: &dyn Display) -> Self {
        Self::new(INVALID_PARAMETER, what)
    }

    /// A body that is no JSON, with where reading stopped.
    pub(crate) fn not_json(field: &str, what: &dyn Display) -> Self {
        let error = (field.to_owned(), what.to_string());
        Self::new(INVALID_JSON, format_args!("`{field}`: {what}")).naming([error])
    }

    /// A profile with entries that do not fit the rulebook.
    pub(crate) fn profile(errors: &[ProfileError]) -> Self {
        let detail = "nothing was decided: correct the fields in `errors`, or leave out what is not known; \
                      GET /v1/rulebook lists what may be asked";
        Self::new(INVALID_PROFILE, detail).naming(errors.iter().map(|error| field("", error)))
    }

    /// A record that cannot be decided again.
    pub(crate) fn record(error: &RecordError) -> Self {
        let detail = "nothing was decided again: send the record letter by letter as it was given, to a service \
                      that has the rulebook it names";
        match error {
            RecordError::NotJson(_) => Self::not_json("record", error),
            RecordError::Answers(errors) => Self::new(INVALID_RECORD, detail)
                .naming(errors.iter().map(|error| field("profile.", error))),
            _ => {
                Self::new(INVALID_RECORD, detail).naming([("record".to_owned(), error.to_string())])
            }
        }
    }

    pub(crate) fn unknown_path() -> Self {
        Self::new(UNKNOWN_PATH, "GET /openapi.json lists the paths")
    }

    pub(crate) fn wrong_method() -> Self {
        Self::new(WRONG_METHOD, "use a method that the header `allow` names")
    }

    pub(crate) fn media_type() -> Self {
        Self::new(WRONG_MEDIA_TYPE, "send JSON, with the header `content-type: application/json`")
    }

    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(TOO_LARGE, format_args!("send at most {limit} bytes"))
    }

    pub(crate) fn too_slow(limit: Duration) -> Self {
        let seconds = limit.as_secs_f64();
        Self::new(TOO_SLOW, format_args!("send the whole body within {seconds} seconds"))
    }

    pub(crate) fn cut_off() -> Self {
        Self::new(CUT_OFF, "send the request again, with the whole body")
    }

    pub(crate) fn too_busy() -> Self {
        Self::new(TOO_BUSY, "send the request again after the seconds that `retry-after` names")
    }

    pub(crate) fn failed() -> Self {
        Self::new(FAILED, "nothing was decided; the log of the service says more")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER));
        }
        response
    }
}
