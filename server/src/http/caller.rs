//! Who calls: the person behind a bearer token, checked against the database at every call, so
//! that an ended session or a blocked account stops at once.

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{header::AUTHORIZATION, request::Parts},
};
use montaj_domain::{
    ids::{SessionId, UserId},
    user::{Role, UserStatus, may_sign_in},
};
use montaj_store::sessions;
use montaj_wire::problem::ErrorCode;

use super::error::ApiError;
use crate::{app::App, limits};

/// A signed-in person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    pub user_id: UserId,
    pub session_id: SessionId,
    pub role: Role,
    pub status: UserStatus,
}

/// A signed-in administrator.
#[derive(Debug, Clone, Copy)]
pub struct Admin(pub Caller);

impl Caller {
    /// The person whose access token this is.
    pub async fn authenticate(app: &App, token: &str) -> Result<Self, ApiError> {
        let now = app.now();
        let claims = app.tokens.check_access(token, now)?;
        let mut tx = app.db.look().await?;
        let session = sessions::bearer(&mut tx, claims.session_id)
            .await?
            .filter(|session| session.user_id == claims.user_id)
            .ok_or_else(|| ApiError::new(ErrorCode::SessionEnded))?;
        drop(tx);
        may_sign_in(session.status, session.phone_verified)?;
        if session.ended {
            return Err(ApiError::new(ErrorCode::SessionEnded));
        }
        if claims.generation > session.confirmed_generation {
            // The device has the token pair of this generation: from now on the one before it
            // may only be shown by a thief.
            let mut tx = app.db.write().await?;
            sessions::confirm(&mut tx, claims.session_id, claims.generation, now).await?;
            tx.commit(now).await?;
        }
        Ok(Self {
            user_id: session.user_id,
            session_id: claims.session_id,
            role: session.role,
            status: session.status,
        })
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let token = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or_else(|| ApiError::new(ErrorCode::Unauthenticated))?;
        let caller = Self::authenticate(app, token.trim()).await?;
        limits::admit_writing(app, parts, caller.user_id)?;
        Ok(caller)
    }
}

impl OptionalFromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, ApiError> {
        if !parts.headers.contains_key(AUTHORIZATION) {
            return Ok(None);
        }
        <Self as FromRequestParts<App>>::from_request_parts(parts, app).await.map(Some)
    }
}

impl FromRequestParts<App> for Admin {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let caller = <Caller as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        if caller.role == Role::Admin { Ok(Self(caller)) } else { Err(ApiError::forbidden()) }
    }
}
