//! Addresses of services: those that requests can be sent to, and those of this machine.

use crate::error::Error;

/// Whether an address without its scheme is one of this machine.
pub fn is_here(address: &str) -> bool {
    let authority = address.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).map_or(authority, |(host, _)| host);
    let host = host.trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A base URL that requests can be sent to, without a secret in it.
pub fn checked(base_url: &str) -> Result<&str, Error> {
    let help = "as in http://localhost:11434/v1";
    let rest = base_url.strip_prefix("http://").or_else(|| base_url.strip_prefix("https://"));
    let host = rest.map(|rest| rest.split('/').next().unwrap_or_default()).unwrap_or_default();
    let host_of = |host: &str| host.rsplit('@').next().unwrap_or_default().to_string();
    if host.contains('@') {
        return Err(Error::new(format!("the base URL of {} holds a name or password", host_of(host)))
            .help("leave it out: the key comes from OPENAI_API_KEY"));
    }
    if host.is_empty() || base_url.contains(['?', '#']) || base_url.contains(char::is_whitespace) {
        return Err(Error::new("the base URL is no address of a service").help(help));
    }
    Ok(base_url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls_are_addresses_without_secrets() {
        assert!(checked("https://api.example.org/v1/").is_ok() && checked("http://localhost:8080/v1").is_ok());
        for url in ["", "localhost:8080", "ftp://host/v1", "http:///v1", "http://host/v1?key=1", "http://ho st/v1"] {
            assert!(checked(url).is_err(), "{url}");
        }
        let problem = checked("https://me:secret@example.org/v1").expect_err("a password").to_string();
        assert!(problem.contains("example.org") && !problem.contains("secret"), "{problem}");
    }

    #[test]
    fn an_address_of_this_machine_is_known() {
        for address in ["localhost/v1", "localhost:11434/v1", "127.0.0.1:80/v1", "127.1.2.3/v1", "[::1]:8080/v1", "[::1]/v1"] {
            assert!(is_here(address), "{address}");
        }
        for address in
            ["localhost.example.org/v1", "10.0.0.1:80/v1", "[2001:db8::1]:80/v1", "[2001:db8::1]/v1", "127.example.org"]
        {
            assert!(!is_here(address), "{address}");
        }
    }
}
