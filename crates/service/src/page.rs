//! The document as a page to read: no script, and its style is a file of its own.

use crate::problem;
use maud::{DOCTYPE, Markup, html};
use serde_json::{Map, Value as Json};

/// The style of the page.
pub(crate) const STYLE: &str = include_str!("page.css");

/// A longer list of values is named by its length; the document has them all.
const SHORT_LIST: usize = 12;

/// The page of a document.
pub(crate) fn page(document: &Json) -> Markup {
    let title = text(document, "/info/title");
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href="/page.css";
            }
            body {
                header { h1 { (title) } p { (text(document, "/info/description")) } }
                main {
                    p { "For programs: " a href="/openapi.json" { "openapi.json" } "." }
                    nav { ul {
                        @for (path, method, operation) in operations(document) {
                            li { a href={ "#" (id(operation)) } { code { (method) " " (path) } } " " (text(operation, "/summary")) }
                        }
                        li { a href="#problems" { "Problems" } }
                        li { a href="#schemas" { "Schemas" } }
                    } }
                    @for (path, method, operation) in operations(document) {
                        (section(path, &method, operation))
                    }
                    (problems())
                    h2 id="schemas" { "Schemas" }
                    @for (name, schema) in members(document, "/components/schemas") {
                        section { h3 id={ "schema-" (name) } { (name) } (described(schema)) }
                    }
                }
            }
        }
    }
}

fn section(path: &str, method: &str, operation: &Json) -> Markup {
    let parameters = operation.get("parameters").and_then(Json::as_array);
    html! {
        section {
            h2 id=(id(operation)) { code { (method) " " (path) } }
            p { (text(operation, "/summary")) }
            p { (text(operation, "/description")) }
            @if let Some(parameters) = parameters {
                h3 { "Parameters" }
                dl {
                    @for parameter in parameters {
                        dt { code { (text(parameter, "/name")) } " " (kind(parameter.get("schema"))) }
                        dd { (text(parameter, "/description")) }
                    }
                }
            }
            @for (media, content) in members(operation, "/requestBody/content") {
                h3 { "Body" }
                p { (kind(content.get("schema"))) ", " code { (media) } }
            }
            h3 { "Answers" }
            dl {
                @for (status, response) in members(operation, "/responses") {
                    dt { (status) @for (media, content) in members(response, "/content") {
                        " " (kind(content.get("schema"))) ", " code { (media) }
                    } }
                    dd { (text(response, "/description")) }
                }
            }
        }
    }
}

fn problems() -> Markup {
    html! {
        section {
            h2 id="problems" { "Problems" }
            dl {
                @for problem::Kind(status, name, title) in problem::kinds() {
                    dt id=(name) { (status.as_u16()) " " code { "/#" (name) } }
                    dd { (title) }
                }
            }
        }
    }
}

/// A schema: what it is, and its members, those of members among them.
fn described(schema: &Json) -> Markup {
    let members: Vec<_> = members(schema, "/properties").collect();
    html! {
        p { (text(schema, "/description")) }
        @if members.is_empty() { p { (kind(Some(schema))) } }
        @else { dl {
            @for (name, member) in members {
                dt { code { (name) } " " (kind(Some(member))) }
                dd {
                    @if member.get("properties").is_some() { (described(member)) }
                    @else { (text(member, "/description")) }
                }
            }
        } }
    }
}

/// What a schema takes, in a few words.
fn kind(schema: Option<&Json>) -> Markup {
    let Some(schema) = schema else { return html! {} };
    let list = |name: &str| schema.get(name).and_then(Json::as_array).map(Vec::as_slice);
    html! {
        @if let Some(name) = schema.get("$ref").and_then(Json::as_str).and_then(|path| path.rsplit('/').next()) {
            a href={ "#schema-" (name) } { (name) }
        } @else if let Some(values) = list("enum") {
            @if values.len() > SHORT_LIST { "one of " (values.len()) " names" }
            @else { "one of " (joined(values)) }
        } @else if let Some(value) = schema.get("const") {
            code { (value) }
        } @else if let Some(options) = list("anyOf").or_else(|| list("oneOf")).or_else(|| list("allOf")) {
            @for (place, option) in options.iter().enumerate() { @if place > 0 { " or " } (kind(Some(option))) }
        } @else {
            (names(schema.get("type")))
            @if let Some(items) = schema.get("items") { " of " (kind(Some(items))) }
            @if let Some(unit) = schema.pointer("/properties/unit/const") { " in " (unit) }
            @if let Some(least) = schema.get("minimum") { " from " (least) }
            @if let Some(most) = schema.get("maximum") { " up to " (most) }
        }
    }
}

/// A type, or several.
fn names(kind: Option<&Json>) -> String {
    match kind {
        Some(Json::Array(names)) => {
            names.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(" or ")
        }
        Some(Json::String(name)) => name.clone(),
        _ => String::new(),
    }
}

fn joined(values: &[Json]) -> String {
    values.iter().map(Json::to_string).collect::<Vec<_>>().join(", ")
}

/// Every operation with its path and method, by the order of tags.
fn operations(document: &Json) -> Vec<(&String, String, &Json)> {
    let mut all: Vec<_> = members(document, "/paths")
        .flat_map(|(path, item)| {
            let operations = item.as_object().into_iter().flatten();
            operations.map(move |(method, operation)| (path, method.to_uppercase(), operation))
        })
        .collect();
    let tags: Vec<&str> = document
        .get("tags")
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .map(|tag| text(tag, "/name"))
        .collect();
    all.sort_by_key(|(_, _, operation)| {
        tags.iter().position(|tag| *tag == text(operation, "/tags/0"))
    });
    all
}

fn id(operation: &Json) -> &str {
    text(operation, "/operationId")
}

fn members<'a>(
    json: &'a Json,
    path: &str,
) -> impl Iterator<Item = (&'a String, &'a Json)> + use<'a> {
    json.pointer(path).and_then(Json::as_object).into_iter().flat_map(Map::iter)
}

fn text<'a>(json: &'a Json, path: &str) -> &'a str {
    json.pointer(path).and_then(Json::as_str).unwrap_or_default()
}
