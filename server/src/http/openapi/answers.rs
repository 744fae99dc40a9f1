//! What any operation may answer beside what its handler tells of itself. Stated here for all, so
//! that no handler repeats it and none forgets it.

use utoipa::openapi::{Content, OpenApi, PathItem, Ref, RefOr, Response, path::Operation};

const PROBLEM: &str = "application/problem+json";

/// Adds the answers that follow from what an operation takes, and names the type of all problems.
pub fn complete(document: &mut OpenApi) {
    for (path, item) in &mut document.paths.paths {
        for operation in operations(item) {
            for status in shared(path, operation) {
                let responses = &mut operation.responses.responses;
                responses.entry(status.to_owned()).or_insert_with(|| Response::default().into());
            }
            for (status, response) in &mut operation.responses.responses {
                let RefOr::T(response) = response else { continue };
                if response.description.is_empty() {
                    usual(status).clone_into(&mut response.description);
                }
                if status.starts_with(['4', '5']) {
                    response.content = [(PROBLEM.to_owned(), RefOr::T(problem_content()))].into();
                }
            }
        }
    }
}

/// Every operation of a path.
fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [get, put, post, delete, patch].into_iter().flatten()
}

/// The statuses that follow from what an operation takes.
fn shared(path: &str, operation: &Operation) -> Vec<&'static str> {
    let mut statuses = vec!["400", "503"];
    if operation.security.is_some() {
        statuses.extend(["401", "403"]);
    }
    if path.contains('{') {
        statuses.push("404");
    }
    if operation.request_body.is_some() {
        statuses.extend(["408", "413", "415", "422"]);
    }
    statuses
}

/// What an answer means when its handler has no more to say of it. OpenAPI 3.1 wants a word.
fn usual(status: &str) -> &'static str {
    match status {
        "200" => "As asked for",
        "201" => "Written",
        "204" => "Done",
        "400" => "It cannot be read",
        "401" => "No token, or not a valid one",
        "403" => "Not for this person, or not for this account now",
        "404" => "Not there, or not this person's to see",
        "408" => "The body took too long to come",
        "409" => "Not in this state; `code` says why",
        "413" => "The body is too large",
        "415" => "The body is not application/json",
        "422" => "A field is not as it must be; `errors` names each",
        "503" => "Nothing was kept: try again after Retry-After",
        _ => "See `code`",
    }
}

fn problem_content() -> Content {
    Content::new(Some(RefOr::Ref(Ref::from_schema_name("Problem"))))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::http;

    /// Every value in the document that stands under `key`.
    fn all<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a Value>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get(key));
                fields.values().for_each(|field| all(field, key, found));
            }
            Value::Array(items) => items.iter().for_each(|item| all(item, key, found)),
            _ => {}
        }
    }

    #[test]
    fn the_document_refers_to_nothing_that_it_lacks() {
        let document = serde_json::to_value(http::document()).unwrap();
        let mut references = Vec::new();
        all(&document, "$ref", &mut references);
        assert!(references.len() > 100);
        for reference in references.iter().filter_map(|reference| reference.as_str()) {
            let place = reference.strip_prefix('#').unwrap();
            assert!(document.pointer(place).is_some(), "{reference}");
        }
    }

    #[test]
    fn every_answer_has_a_word_and_every_refusal_is_a_problem() {
        let document = serde_json::to_value(http::document()).unwrap();
        let mut answers = Vec::new();
        all(&document["paths"], "responses", &mut answers);
        assert!(answers.len() > 40);
        for (status, answer) in answers.iter().flat_map(|of| of.as_object().unwrap()) {
            assert!(answer["description"].as_str().is_some_and(|word| !word.is_empty()));
            if status.starts_with('4') {
                let schema = &answer["content"]["application/problem+json"]["schema"]["$ref"];
                assert_eq!(schema, "#/components/schemas/Problem", "{status} {answer}");
            }
        }
    }

    #[test]
    fn names_of_enums_are_told_as_they_travel() {
        let document = serde_json::to_value(http::document()).unwrap();
        let schemas = &document["components"]["schemas"];
        for (schema, name) in
            [("Role", "CUSTOMER"), ("OrderStatus", "IN_PROGRESS"), ("ErrorCode", "not_found")]
        {
            let names = schemas[schema]["enum"].as_array().unwrap();
            assert!(names.iter().any(|known| known == name), "{names:?}");
        }
    }
}
