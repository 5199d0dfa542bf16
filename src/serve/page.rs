//! What the server adds to a page: the script that keeps it fresh, and the leave to run it. Nothing else of a page is changed.

/// Under this path of the site lies what is the server's own.
pub(super) const OWN: &str = "_dossier/";

/// The script.
pub(super) const SCRIPT: &str = include_str!("live.js");

/// The styles of what it shows.
pub(super) const STYLES: &str = include_str!("live.css");

/// What the script must know of a page: hashes of the page, of the style sheets, and of what else the theme has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// The page.
    pub(super) page: u64,
    /// The style sheets.
    pub(super) styles: u64,
    /// Scripts, pictures, fonts.
    pub(super) rest: u64,
}

/// The page with the script in it.
pub(super) fn with_script(html: &str, marks: Marks) -> String {
    let Marks { page, styles, rest } = marks;
    let script = format!(
        "<script src=\"/{OWN}live.js\" data-page=\"{page:016x}\" data-styles=\"{styles:016x}\" data-rest=\"{rest:016x}\" defer></script>\n"
    );
    let html = with_leave(html);
    match html.find("</head>") {
        Some(at) => {
            let (before, after) = html.split_at(at);
            [before, &script, after].concat()
        }
        None => html + &script,
    }
}

/// The page with a security policy that lets it load the script and its styles, and ask for news. A page without a policy needs no leave.
fn with_leave(html: &str) -> String {
    let Some((start, end)) = policy(html) else { return html.to_owned() };
    let (before, rest) = html.split_at(start);
    let (policy, after) = rest.split_at(end - start);
    [before, &widened(policy), after].concat()
}

/// The bytes of the policy of a page.
fn policy(html: &str) -> Option<(usize, usize)> {
    let tag = html.find("http-equiv=\"Content-Security-Policy\"")?;
    let start = tag + html.get(tag..)?.find("content=\"")? + "content=\"".len();
    let end = start + html.get(start..)?.find('"')?;
    html.get(tag..start)?.find('>').is_none().then_some((start, end))
}

/// A policy that also allows what the script needs, from this server alone.
fn widened(policy: &str) -> String {
    let mut directives: Vec<Vec<&str>> = policy.split(';').map(|part| part.split_ascii_whitespace().collect()).collect();
    directives.retain(|words: &Vec<&str>| !words.is_empty());
    let default = directives.iter().find(|words| words.first() == Some(&"default-src")).cloned();
    for name in ["script-src", "style-src", "connect-src"] {
        if let Some(words) = directives.iter_mut().find(|words| words.first() == Some(&name)) {
            words.retain(|word| *word != "'none'");
            if !words.contains(&"'self'") {
                words.push("'self'");
            }
        } else if let Some(default) = &default {
            // What has no directive of its own follows the default one, which goes on to hold for it.
            let others = default.iter().skip(1).filter(|word| !matches!(**word, "'none'" | "'self'"));
            directives.push([name].into_iter().chain(others.copied()).chain(["'self'"]).collect());
        }
    }
    directives.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_widened_for_this_server_alone() {
        assert_eq!(
            widened("default-src 'none'; style-src 'self'; script-src 'none'; img-src data:"),
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'"
        );
        assert_eq!(
            widened("default-src 'none'; style-src http://x.example"),
            "default-src 'none'; style-src http://x.example 'self'; script-src 'self'; connect-src 'self'"
        );
        assert_eq!(widened("img-src 'self'"), "img-src 'self'");
    }

    #[test]
    fn only_the_script_and_its_leave_are_added() {
        let marks = Marks { page: 1, styles: 2, rest: 3 };
        let head = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        let html = format!("<html><head>{head}</head><body>&amp;</body></html>");
        let script = "<script src=\"/_dossier/live.js\" data-page=\"0000000000000001\" data-styles=\"0000000000000002\" \
                      data-rest=\"0000000000000003\" defer></script>\n";
        let leave = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
        let expected = html.replace("default-src 'none'", leave).replace("</head>", &format!("{script}</head>"));
        assert_eq!(with_script(&html, marks), expected);
        assert_eq!(with_script("<p>x", marks), format!("<p>x{script}"));
    }
}
