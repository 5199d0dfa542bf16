//! Files for hosts: what every host can bear, and rules for those that the publisher names.
//!
//! `robots.txt`, `.nojekyll` and `security.txt` tell the same to all. Rules say what no page can say itself: headers, types, which page
//! stands where nothing lies, and where former addresses lead; the pages there lead on without rules too, more slowly.

mod apache;
mod caddy;
mod netlify;
mod nginx;
mod rules;
mod table;

use super::{Inputs, government};
use crate::model::hosting::{Host, SecurityContact};
use rules::Rules;

/// The folder of the rules that a server takes in by their path.
const FOLDER: &str = "hosting/";

/// Where RFC 9116 puts `security.txt`.
const SECURITY: &str = ".well-known/security.txt";

/// Whether a path can be that of a file for hosts.
#[must_use]
pub fn has(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.starts_with(FOLDER) || path == SECURITY || matches!(name, ".nojekyll" | "robots.txt" | "_headers" | "_redirects" | ".htaccess")
}

/// The files for hosts, by path.
#[must_use]
pub fn files(inputs: &Inputs<'_>) -> Vec<(String, String)> {
    let hosting = &inputs.dossier.settings.hosting;
    // GitHub then takes the files as they are.
    let mut files = vec![(".nojekyll".to_owned(), String::new())];
    let base = inputs.dossier.settings.base_url.as_deref();
    files.extend(base.map(|base| ("robots.txt".to_owned(), robots(base, &government::indexes(inputs)))));
    files.extend(hosting.security.as_ref().map(|contact| (SECURITY.to_owned(), security(contact, base))));
    if hosting.hosts.is_empty() {
        return files;
    }
    let rules = Rules::new(inputs);
    let has = |host| hosting.hosts.contains(&host);
    for host in &hosting.hosts {
        match host {
            Host::Apache => files.extend(apache::files(&rules)),
            Host::Caddy => files.push((format!("{FOLDER}caddy.conf"), caddy::snippet(&rules))),
            Host::Nginx => files.push((format!("{FOLDER}nginx.conf"), nginx::snippet(&rules))),
            Host::S3 => files.push((format!("{FOLDER}rules.json"), table::table(&rules))),
            Host::Cloudflare | Host::Netlify => {}
        }
    }
    if has(Host::Cloudflare) || has(Host::Netlify) {
        files.extend(netlify::files(&rules, (has(Host::Netlify), has(Host::Cloudflare))));
    }
    files
}

/// What programs that visit the site are told: everything is for them too, and here are the lists.
fn robots(base: &str, more: &[String]) -> String {
    let more: String = more.iter().map(|address| format!("Sitemap: {address}\n")).collect();
    format!("User-agent: *\nDisallow:\n\nSitemap: {base}sitemap.xml\n{more}")
}

/// Where faults of security are told, in the form of RFC 9116.
fn security(contact: &SecurityContact, base: Option<&str>) -> String {
    let mut text: String = contact.contact.iter().map(|way| format!("Contact: {way}\n")).collect();
    text.push_str(&format!("Expires: {}\n", contact.expires));
    if !contact.languages.is_empty() {
        text.push_str(&format!("Preferred-Languages: {}\n", contact.languages.join(", ")));
    }
    let more = [("Policy", &contact.policy), ("Encryption", &contact.encryption)];
    text.extend(more.iter().filter_map(|(name, address)| Some(format!("{name}: {}\n", address.as_ref()?))));
    // The standard looks for the file at the root of a host alone.
    let root = base.filter(|base| base.starts_with("https://") && base.matches('/').count() == 3);
    text.extend(root.map(|base| format!("Canonical: {base}{SECURITY}\n")));
    text
}
