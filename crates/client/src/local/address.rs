//! A server's address as a person types it. Pure.

/// `http(s)://host[:port]`, without a path; `None` for what is no such address. Without a scheme
/// it is taken for https, but for the machine itself.
pub(super) fn normal(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_end_matches('/');
    let lower = typed.to_ascii_lowercase();
    let (scheme, host) = match lower.split_once("://") {
        Some((scheme @ ("http" | "https"), host)) => (scheme, host),
        Some(_) => return None,
        None if is_here(&lower) => ("http", lower.as_str()),
        None => ("https", lower.as_str()),
    };
    is_host(host).then(|| format!("{scheme}://{host}"))
}

fn is_here(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default();
    name == "localhost" || name.starts_with("127.")
}

fn is_host(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        // Within brackets colons belong to the name: `[::1]`.
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (host, None),
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok_and(|port| port > 0);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let bracketed = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let is_name = match bracketed {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !name.is_empty() && name.chars().all(plain) && !name.starts_with(['.', '-']),
    };
    is_name && port.is_none_or(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_understood_as_people_type_it() {
        let table = [
            (" https://montaj.example/ ", Some("https://montaj.example")),
            ("Montaj.Example", Some("https://montaj.example")),
            ("montaj.example:8443", Some("https://montaj.example:8443")),
            ("http://10.0.0.7:8080", Some("http://10.0.0.7:8080")),
            ("localhost:8080", Some("http://localhost:8080")),
            ("127.0.0.1:8080", Some("http://127.0.0.1:8080")),
            ("http://[::1]:8080", Some("http://[::1]:8080")),
            ("монтаж.рф", Some("https://монтаж.рф")),
            ("", None),
            ("https://", None),
            ("ftp://montaj.example", None),
            ("https://montaj.example/api", None),
            ("https://user@montaj.example", None),
            ("montaj example", None),
            ("montaj.example:99999", None),
            ("montaj.example:0", None),
        ];
        for (typed, expected) in table {
            assert_eq!(normal(typed).as_deref(), expected, "{typed:?}");
        }
    }
}
