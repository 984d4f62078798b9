//! The OpenAPI document: made of the routes and their types, and of what the rulebook asks.

use crate::{page, problem::Problem, profile_schema::profile_schema};
use axum::body::Bytes;
use sangloc_rulebook::Rulebook;
use sangloc_screening::RECORD_FORMAT;
use serde_json::{Value as Json, json};
use utoipa::{OpenApi, openapi};

/// The document, for programs and for people.
pub(crate) struct Document {
    pub(crate) json: Bytes,
    pub(crate) page: String,
}

/// What is not said at a route.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Sàng Lọc",
        description = "Tells whether an investment project would be accepted or rejected by the published criteria, \
            why, by which source, and what would have to change. A screening is not an approval: the decision rests \
            with the competent authority. Nothing that is sent here is kept.",
        license(name = "")
    ),
    components(schemas(Problem)),
    tags(
        (name = "decisions", description = "Projects and records are decided."),
        (name = "rulebook", description = "The rules that decide."),
        (name = "operation", description = "For whoever looks after the service."),
        (name = "document", description = "What you are reading."),
    )
)]
struct About;

impl Document {
    pub(crate) fn new(routes: openapi::OpenApi, rulebook: &Rulebook) -> Self {
        let mut document = About::openapi();
        document.merge(routes);
        let mut document = serde_json::to_value(document).unwrap_or_default();
        // Only the rulebook knows these.
        let languages: Vec<&str> =
            rulebook.languages.iter().map(|language| language.0.as_str()).collect();
        let schemas = [
            ("Language", json!({ "type": "string", "enum": languages })),
            ("Profile", profile_schema(rulebook)),
            ("Record", record_schema()),
        ];
        if let Some(Json::Object(known)) = document.pointer_mut("/components/schemas") {
            known.extend(schemas.map(|(name, schema)| (name.to_owned(), schema)));
        }
        if let Some(Json::Object(info)) = document.pointer_mut("/info") {
            info.remove("license");
        }
        let page = page::page(&document).into_string();
        Self { json: document.to_string().into(), page }
    }
}

/// A record as a body: what it holds is said by `POST /v1/decide`.
fn record_schema() -> Json {
    json!({
        "type": "object",
        "description": "The record of a decision, letter by letter as it was given.",
        "required": ["format", "identity", "as_of", "outcome", "profile", "findings", "hash"],
        "properties": {
            "format": { "const": RECORD_FORMAT },
            "identity": { "type": "string", "description": "The sha256 of the rulebook file." },
            "as_of": { "type": "string", "format": "date" },
            "hash": { "type": "string", "description": "The sha256 of all other members." },
        },
    })
}
