//! Access tokens (JWT, minutes) and refresh tokens (derived, weeks).
//!
//! A refresh token is `session.generation.mac`, made from the session's id and a counter that
//! rises with each refresh. The server can make the current one again, so a device whose answer
//! was lost gets the same token once more, and nothing in the database signs anybody in.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use montaj_domain::{
    ids::{SessionId, UserId},
    timestamp::Timestamp,
};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::config::Auth;

type HmacSha256 = Hmac<Sha256>;

/// Makes and checks tokens.
pub struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
    secret: Vec<u8>,
    pub access_token_secs: i64,
    pub refresh_token_days: i64,
}

/// What an access token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessClaims {
    #[serde(rename = "sub")]
    pub user_id: UserId,
    #[serde(rename = "sid")]
    pub session_id: SessionId,
    /// The refresh token that came with it: showing this one proves that that one arrived.
    #[serde(rename = "gen")]
    pub generation: i64,
    /// Seconds since 1970.
    pub exp: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    #[error("not a token of ours")]
    Invalid,
    #[error("the token has expired")]
    Expired,
}

impl Tokens {
    pub fn new(auth: &Auth) -> Self {
        let secret = auth.secret.as_bytes();
        Self {
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
            secret: secret.to_vec(),
            access_token_secs: auth.access_token_secs,
            refresh_token_days: auth.refresh_token_days,
        }
    }

    pub fn access(
        &self,
        user_id: UserId,
        session_id: SessionId,
        generation: i64,
        now: Timestamp,
    ) -> Result<String, TokenError> {
        let exp = now.plus_secs(self.access_token_secs).as_millis() / 1000;
        let claims = AccessClaims { user_id, session_id, generation, exp };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding)
            .map_err(|_| TokenError::Invalid)
    }

    pub fn check_access(&self, token: &str, now: Timestamp) -> Result<AccessClaims, TokenError> {
        let mut validation = Validation::new(Algorithm::HS256);
        // Judged below, by the clock that came in as a parameter.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<AccessClaims>(token, &self.decoding, &validation)
            .map_err(|_| TokenError::Invalid)?
            .claims;
        if now.as_millis() / 1000 >= claims.exp {
            return Err(TokenError::Expired);
        }
        Ok(claims)
    }

    pub fn refresh(&self, session_id: SessionId, generation: i64) -> String {
        let mac = BASE64_URL_SAFE_NO_PAD.encode(self.refresh_mac(session_id, generation));
        format!("{}.{generation}.{mac}", session_id.as_uuid().simple())
    }

    /// The session and generation of a refresh token that this server made.
    pub fn check_refresh(&self, token: &str) -> Result<(SessionId, i64), TokenError> {
        let mut parts = token.splitn(3, '.');
        let mut part = || parts.next().ok_or(TokenError::Invalid);
        let (session, generation, mac) = (part()?, part()?, part()?);
        let session_id: SessionId = session.parse().map_err(|_| TokenError::Invalid)?;
        let generation: i64 = generation.parse().map_err(|_| TokenError::Invalid)?;
        let mac = BASE64_URL_SAFE_NO_PAD.decode(mac).map_err(|_| TokenError::Invalid)?;
        self.mac(&refresh_text(session_id, generation))
            .verify_slice(&mac)
            .map_err(|_| TokenError::Invalid)?;
        Ok((session_id, generation))
    }

    /// The keyed hash of a one-time code, bound to its phone and purpose.
    pub fn code_hash(&self, phone: &str, purpose: &str, code: &str) -> String {
        let mac = self.mac(&format!("code|{purpose}|{phone}|{code}"));
        BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }

    fn refresh_mac(&self, session_id: SessionId, generation: i64) -> Vec<u8> {
        self.mac(&refresh_text(session_id, generation)).finalize().into_bytes().to_vec()
    }

    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    fn mac(&self, text: &str) -> HmacSha256 {
        let mut mac = HmacSha256::new_from_slice(&self.secret).expect("any length is a key");
        mac.update(text.as_bytes());
        mac
    }
}

fn refresh_text(session_id: SessionId, generation: i64) -> String {
    format!("refresh|{session_id}|{generation}")
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens")
    }
}

#[cfg(test)]
mod tests {
    use montaj_domain::ambient::Entropy;

    use super::*;
    use crate::{ambient::SystemEntropy, config::Config};

    fn tokens() -> Tokens {
        Tokens::new(&Config::for_tests("sqlite::memory:").auth)
    }

    const NOW: Timestamp = Timestamp::from_millis(1_764_000_000_000);

    #[test]
    fn an_access_token_lives_its_time() {
        let entropy: &dyn Entropy = &SystemEntropy;
        let (user, session) = (UserId::new(NOW, entropy), SessionId::new(NOW, entropy));
        let token = tokens().access(user, session, 3, NOW).unwrap();
        let claims = tokens().check_access(&token, NOW.plus_secs(899)).unwrap();
        assert_eq!((claims.user_id, claims.session_id, claims.generation), (user, session, 3));
        assert_eq!(tokens().check_access(&token, NOW.plus_secs(900)), Err(TokenError::Expired));
        assert_eq!(tokens().check_access("a.b.c", NOW), Err(TokenError::Invalid));
    }

    #[test]
    fn a_refresh_token_cannot_be_made_up() {
        let session = SessionId::new(NOW, &SystemEntropy as &dyn Entropy);
        let token = tokens().refresh(session, 7);
        assert_eq!(tokens().check_refresh(&token), Ok((session, 7)));
        let forged = token.replacen(".7.", ".8.", 1);
        assert_eq!(tokens().check_refresh(&forged), Err(TokenError::Invalid));
    }
}
