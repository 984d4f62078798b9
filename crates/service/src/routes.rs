//! What is answered where. The document of the service is made of just these functions and types.

use crate::{
    body,
    context::Context,
    page,
    problem::{ParameterRefusals, Problem, ProfileRefusals, RecordRefusals},
};
use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Query, Request, State},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use prometheus_client::encoding::prometheus_text;
use sangloc_rulebook::{Date, Identity, Language};
use sangloc_screening::{
    Difference, MAX_PROFILE_BYTES, MAX_RECORD_BYTES, Outcome, Problem as Wrong, Profile,
    ProfileError, QuestionReport, Record, Recorded, Report, WaysReport, evaluate, explain,
    explain_questions, explain_ways,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

type Shared = State<Arc<Context>>;
type Answered<T> = Result<T, Problem>;

/// All paths, and what the document says of them.
pub(crate) fn all() -> OpenApiRouter<Arc<Context>> {
    OpenApiRouter::new()
        .routes(routes!(decide))
        .routes(routes!(changes))
        .routes(routes!(verify))
        .routes(routes!(rulebook))
        .routes(routes!(rulebook_file))
        .routes(routes!(health))
        .routes(routes!(metrics))
        .routes(routes!(document))
        .routes(routes!(read_document))
        .routes(routes!(style))
}

/// By which day's law, and in which language.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Terms {
    /// The day whose law and figures apply; today in Quảng Ninh, if left out.
    #[param(value_type = Option<String>, format = Date, pattern = r"^\d{4}-\d{2}-\d{2}$")]
    as_of: Option<String>,
    /// The language of words; the rulebook's first, if left out.
    #[param(value_type = Option<Language>)]
    lang: Option<String>,
}

impl Terms {
    fn read(&self, context: &Context) -> Answered<(Date, Language)> {
        Ok((context.day(self.as_of.as_deref())?, context.language(self.lang.as_deref())?))
    }
}

/// In which language.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Reading {
    /// The language of words; the rulebook's first, if left out.
    #[param(value_type = Option<Language>)]
    lang: Option<String>,
}

/// The parameters of a query, all of which are known.
struct Asked<T>(T);

impl<T: for<'a> Deserialize<'a>, S: Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Answered<Self> {
        let query = Query::try_from_uri(&parts.uri);
        query.map(|Query(asked)| Self(asked)).map_err(|error| Problem::query(&error.body_text()))
    }
}

/// A profile as a body; only the rulebook knows what one may hold (`document.rs`).
#[derive(ToSchema)]
#[schema(as = Profile, value_type = Object)]
struct ProfileBody(Bytes);

impl FromRequest<Arc<Context>> for ProfileBody {
    type Rejection = Problem;

    async fn from_request(request: Request, context: &Arc<Context>) -> Answered<Self> {
        body::json(request, &context.limits, MAX_PROFILE_BYTES).await.map(Self)
    }
}

/// A record as a body.
#[derive(ToSchema)]
#[schema(as = Record, value_type = Object)]
struct RecordBody(Bytes);

impl FromRequest<Arc<Context>> for RecordBody {
    type Rejection = Problem;

    async fn from_request(request: Request, context: &Arc<Context>) -> Answered<Self> {
        body::json(request, &context.limits, MAX_RECORD_BYTES).await.map(Self)
    }
}

/// The profile in a body.
fn profile(context: &Context, bytes: &[u8]) -> Answered<Profile> {
    Profile::from_bytes(&context.rulebook, bytes).map_err(|errors| match errors.as_slice() {
        [ProfileError { key, problem: problem @ (Wrong::NotJson(_) | Wrong::NotText) }] => {
            Problem::not_json(key, problem)
        }
        _ => Problem::profile(&errors),
    })
}

/// A decision: in words, and as a record to keep.
#[derive(Serialize, ToSchema)]
struct Decided {
    /// The decision in words, with its reasons.
    report: Report,
    /// The record of the decision, as the text of a file. Keep it letter by letter: `POST /v1/verify` and
    /// `sangloc verify` refuse one that was written anew.
    record: String,
    /// A short code to quote the record by.
    #[schema(pattern = "^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$")]
    reference: String,
}

/// Decides a project by its profile.
///
/// The body is a profile, as `sangloc decide` reads it. What is not answered is unknown, and the decision says
/// which answers are missing. Of a key that stands twice the last one counts.
#[utoipa::path(
    post, path = "/v1/decide", tag = "decisions", operation_id = "decide", params(Terms),
    request_body = ProfileBody,
    responses((status = 200, description = "The decision, whichever it is.", body = Decided), ProfileRefusals)
)]
async fn decide(
    State(context): Shared,
    Asked(terms): Asked<Terms>,
    ProfileBody(bytes): ProfileBody,
) -> Answered<Json<Decided>> {
    let (as_of, language) = terms.read(&context)?;
    let shared = Arc::clone(&context);
    let decided = context.work.run(move || {
        let Context { rulebook, identity, .. } = &*shared;
        let profile = profile(&shared, &bytes)?;
        let decision = evaluate(rulebook, &profile, as_of);
        let record = Record::new(rulebook, identity, &profile, &decision);
        let report = explain(rulebook, identity, &decision, &language);
        Ok(Decided { report, record: record.to_text(), reference: record.reference() })
    });
    let decided = decided.await??;
    context.metrics.decided(decided.report.outcome);
    Ok(Json(decided))
}

/// Works out what would have to change for a project to be accepted, nearest first.
///
/// Of an accepted project: how far it is from limits, and what would gain points or incentives. The body is a
/// profile, as for `/v1/decide`.
#[utoipa::path(
    post, path = "/v1/changes", tag = "decisions", operation_id = "changes", params(Terms),
    request_body = ProfileBody,
    responses((status = 200, description = "The changes, if there are any.", body = WaysReport), ProfileRefusals)
)]
async fn changes(
    State(context): Shared,
    Asked(terms): Asked<Terms>,
    ProfileBody(bytes): ProfileBody,
) -> Answered<Json<WaysReport>> {
    let (as_of, language) = terms.read(&context)?;
    let shared = Arc::clone(&context);
    let ways = context.work.run(move || {
        let profile = profile(&shared, &bytes)?;
        Ok(explain_ways(&shared.rulebook, &profile, as_of, &language))
    });
    Ok(Json(ways.await??))
}

/// What came of deciding a record again.
#[derive(Serialize, ToSchema)]
struct Verified {
    /// Whether the record is just what the rules give: it is intact, and nothing differs.
    holds: bool,
    /// Whether its hash fits: it is as it was written, by whomever.
    intact: bool,
    /// The outcome that the rules give.
    outcome: Outcome,
    /// The day whose law and figures were applied.
    as_of: Date,
    /// What the rules decide otherwise; at most a hundred places.
    #[schema(max_items = 100)]
    differences: Vec<Difference>,
}

/// The most differences that are listed.
const LISTED: usize = 100;

/// Decides a record again by the rulebook it names, and says what differs.
///
/// The body is the record as it was given, letter by letter. One of another rulebook than this service has cannot be
/// decided again here.
#[utoipa::path(
    post, path = "/v1/verify", tag = "decisions", operation_id = "verify",
    request_body = RecordBody,
    responses(
        (status = 200, description = "It was decided again; `holds` says whether it is the same.", body = Verified),
        RecordRefusals,
    )
)]
async fn verify(State(context): Shared, RecordBody(bytes): RecordBody) -> Answered<Json<Verified>> {
    let shared = Arc::clone(&context);
    let found = context.work.run(move || {
        let record = Recorded::read(&bytes)?;
        record.verify(&shared.rulebook, &shared.identity)
    });
    let found = found.await?.map_err(|error| Problem::record(&error))?;
    Ok(Json(Verified {
        holds: found.holds(),
        intact: found.intact,
        outcome: found.outcome,
        as_of: found.as_of,
        differences: found.differences.into_iter().take(LISTED).collect(),
    }))
}

/// The rulebook that decides, and what it asks.
#[derive(Serialize, ToSchema)]
struct RulebookReport {
    /// Its name.
    rulebook: String,
    /// The version its keepers gave it.
    version: String,
    /// The sha256 of its file.
    identity: Identity,
    /// The languages it has words in; the first is the one it is written in.
    languages: Vec<Language>,
    /// What may be asked, in the order of the form.
    facts: Vec<QuestionReport>,
}

/// Says which rulebook decides, and what it asks.
#[utoipa::path(
    get, path = "/v1/rulebook", tag = "rulebook", operation_id = "rulebook", params(Reading),
    responses((status = 200, description = "The rulebook.", body = RulebookReport), ParameterRefusals)
)]
async fn rulebook(
    State(context): Shared,
    Asked(reading): Asked<Reading>,
) -> Answered<Json<RulebookReport>> {
    let language = context.language(reading.lang.as_deref())?;
    let rulebook = &context.rulebook;
    Ok(Json(RulebookReport {
        rulebook: rulebook.id.clone(),
        version: rulebook.version.clone(),
        identity: context.identity.clone(),
        languages: rulebook.languages.clone(),
        facts: explain_questions(rulebook, &language),
    }))
}

/// The bytes of a rulebook file.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
struct RulebookFile(Bytes);

impl IntoResponse for RulebookFile {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

/// The rulebook file itself, whose sha256 is its identity.
#[utoipa::path(
    get, path = "/v1/rulebook/file", tag = "rulebook", operation_id = "rulebook_file",
    responses((status = 200, description = "The file.", body = RulebookFile, content_type = "application/octet-stream"))
)]
async fn rulebook_file(State(context): Shared) -> Response {
    let name = format!("attachment; filename=\"{}.rulebook\"", context.rulebook.id);
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    if let Ok(name) = HeaderValue::try_from(name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    (headers, RulebookFile(context.file.clone())).into_response()
}

/// That the service answers, and by which rules.
#[derive(Serialize, ToSchema)]
struct Health {
    /// `ok`; a service that cannot answer says nothing.
    status: &'static str,
    /// The rulebook's name.
    rulebook: String,
    /// The version its keepers gave it.
    version: String,
    /// The sha256 of its file.
    identity: Identity,
}

/// Says that the service answers, and by which rules.
#[utoipa::path(
    get, path = "/health", tag = "operation", operation_id = "health",
    responses((status = 200, description = "It does.", body = Health))
)]
async fn health(State(context): Shared) -> Json<Health> {
    let rulebook = &context.rulebook;
    Json(Health {
        status: "ok",
        rulebook: rulebook.id.clone(),
        version: rulebook.version.clone(),
        identity: context.identity.clone(),
    })
}

/// Counts of requests and decisions, as Prometheus reads them.
#[utoipa::path(
    get, path = "/metrics", tag = "operation", operation_id = "metrics",
    responses((status = 200, description = "The counts.", body = String, content_type = "text/plain"))
)]
async fn metrics(State(context): Shared) -> Answered<Response> {
    let text = context.metrics.text().map_err(|_| Problem::failed())?;
    Ok(([(header::CONTENT_TYPE, prometheus_text::CONTENT_TYPE)], text).into_response())
}

/// This document.
#[utoipa::path(
    get, path = "/openapi.json", tag = "document", operation_id = "document",
    responses((status = 200, description = "An OpenAPI document.", body = Object))
)]
async fn document(State(context): Shared) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], context.document.json.clone()).into_response()
}

/// This document, to read.
#[utoipa::path(
    get, path = "/", tag = "document", operation_id = "read_document",
    responses((status = 200, description = "A page.", body = String, content_type = "text/html"))
)]
async fn read_document(State(context): Shared) -> Response {
    Html(context.document.page.clone()).into_response()
}

/// The style of that page.
#[utoipa::path(
    get, path = "/page.css", tag = "document", operation_id = "style",
    responses((status = 200, description = "A style sheet.", body = String, content_type = "text/css"))
)]
async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], page::STYLE).into_response()
}
