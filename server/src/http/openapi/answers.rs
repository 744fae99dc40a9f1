//! What any operation may answer beside what its handler tells of itself. Stated here for all, so
//! that no handler repeats it and none forgets it.

use utoipa::openapi::{
    Content, OpenApi, PathItem, Ref, RefOr, Response, ResponseBuilder, path::Operation,
};

const PROBLEM: &str = "application/problem+json";

/// Adds the answers that follow from what an operation takes, and names the type of all problems.
pub fn complete(document: &mut OpenApi) {
    for (path, item) in &mut document.paths.paths {
        for operation in operations(item) {
            for (status, description) in shared(path, operation) {
                let responses = &mut operation.responses.responses;
                responses.entry(status.to_owned()).or_insert_with(|| problem(description));
            }
            for (status, response) in &mut operation.responses.responses {
                if let RefOr::T(response) = response
                    && status.starts_with(['4', '5'])
                {
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

fn shared(path: &str, operation: &Operation) -> Vec<(&'static str, &'static str)> {
    let mut answers = vec![
        ("400", "It cannot be read"),
        ("503", "Nothing was kept: try again after Retry-After"),
    ];
    if operation.security.is_some() {
        answers.push(("401", "No token, or not a valid one"));
        answers.push(("403", "Not for this person, or not for this account now"));
    }
    if path.contains('{') {
        answers.push(("404", "Not there, or not this person's to see"));
    }
    if operation.request_body.is_some() {
        answers.extend([
            ("408", "The body took too long to come"),
            ("413", "The body is too large"),
            ("415", "The body is not application/json"),
            ("422", "A field is not as it must be; `errors` names each"),
        ]);
    }
    answers
}

fn problem(description: &str) -> RefOr<Response> {
    RefOr::T(ResponseBuilder::new().description(description).build())
}

fn problem_content() -> Content {
    Content::new(Some(RefOr::Ref(Ref::from_schema_name("Problem"))))
}
