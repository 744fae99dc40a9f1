//! What the OpenAPI document says of limits: any call may be one too many.

use utoipa::openapi::{
    Content, Header, OpenApi, PathItem, Ref, RefOr, Response, ResponseBuilder,
    path::Operation,
    schema::{ObjectBuilder, Type},
};

const TOO_MANY: &str = "429";

/// Documents 429 with `Retry-After` for every operation.
pub fn document(document: &mut OpenApi) {
    let items = document.paths.paths.values_mut();
    for operation in items.flat_map(operations) {
        let responses = &mut operation.responses.responses;
        match responses.get_mut(TOO_MANY) {
            Some(RefOr::T(response)) => {
                response.headers.insert("Retry-After".to_owned(), RefOr::T(retry_after()));
            }
            _ => {
                responses.insert(TOO_MANY.to_owned(), RefOr::T(too_many()));
            }
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [get, put, post, delete, patch].into_iter().flatten()
}

fn too_many() -> Response {
    ResponseBuilder::new()
        .description("Too often from this address, or by this person")
        .content(
            "application/problem+json",
            Content::new(Some(RefOr::Ref(Ref::from_schema_name("Problem")))),
        )
        .header("Retry-After", retry_after())
        .build()
}

fn retry_after() -> Header {
    let seconds = ObjectBuilder::new().schema_type(Type::Integer);
    let mut header = Header::new(seconds.build());
    header.description = Some("Seconds".to_owned());
    header
}
