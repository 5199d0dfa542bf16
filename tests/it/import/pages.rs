//! What a web page says and its text does not have is told: what reads the text alone could not find it.

use expect_test::{Expect, expect};

use super::documents::imported;
use super::losses::shown;

/// With what each page begins, so that its language is found.
const START: &str = "<p>De kosten van de brug zijn voor de gemeente.";

/// Compares what a web page becomes, without its first paragraph.
#[track_caller]
fn whole(html: &str, expected: &Expect) {
    let found = imported("letter.html", html.as_bytes()).map_or_else(|problem| problem + "\n", |letter| shown(&letter));
    expected.assert_eq(&found.replace("De kosten van de brug zijn voor de gemeente.\n\n", ""));
}

/// Compares what a page becomes whose main part has some elements.
#[track_caller]
fn page(body: &str, expected: &Expect) {
    whole(&format!("<!doctype html><html lang=nl><head><title>x</title></head><body><main>{START}{body}</main></body></html>"), expected);
}

#[test]
fn scripts_and_styles_swallow_nothing() {
    let after = expect![[r#"
        Een.

        Het college trekt de subsidie van € 500.000 in.
    "#]];
    for script in [
        "<script>for(i=0;i<n;i++){}</script>",
        "<script>document.write(\"<script src=x><\\/script>\")</script>",
        "<style>a<b{}</style>",
        "<script type=\"application/ld+json\">{\"a\": \"<p\"}</script>",
    ] {
        page(&format!("<p>Een.{script}<p>Het college trekt de subsidie van € 500.000 in."), &after);
        whole(&format!("<html lang=nl>{script}<main>{START}<p>Een.<p>Het college trekt de subsidie van € 500.000 in.</main>"), &after);
    }
    whole(
        &format!("<html lang=nl><script>var t=\"<main>\"</script><body>{START}<p>Een."),
        &expect![[r#"
        # review: the page does not say which part of it is the main one: look whether its navigation is in the text
        Een.
    "#]],
    );
}

#[test]
fn what_is_left_out_ends_where_its_element_does() {
    page(
        "<p hidden>Verborgen.<p>Alles hierna, € 500.",
        &expect![[r#"
        # review: words that the page hides are not in the text: “Verborgen.”
        Alles hierna, € 500.
    "#]],
    );
    page(
        "<ul><li aria-hidden=true>x<li>Punt twee: € 500<li>Drie</ul><p>Slot",
        &expect![[r#"
        # review: words that the page hides are not in the text: “x”
        - Punt twee: € 500
        - Drie

        Slot
    "#]],
    );
    page(
        "<div><nav><ul><li>Home</ul></div><p>Na de navigatie.",
        &expect![[r#"
        # review: what stands beside the text in the page's main part, or in forms and formulas, is not in it: “Home”
        Na de navigatie.
    "#]],
    );
}

#[test]
fn words_that_do_not_hold_are_left_out_and_told() {
    page(
        "<p>De bijdrage is € <del>100</del> <ins>500</ins> en <s>niet</s> <span style='text-decoration: line-through'>wel</span> vast.",
        &expect![[r#"
            # review: p2, “De bijdrage is € 500 en vast.”: words that the page strikes out, here or before it, are left out: “100”
            # review: p2, “De bijdrage is € 500 en vast.”: words that the page strikes out, here or before it, are left out: “niet”
            # review: p2, “De bijdrage is € 500 en vast.”: words that the page strikes out, here or before it, are left out: “wel”
            De bijdrage is € 500 en vast.
        "#]],
    );
}

#[test]
fn what_stands_beside_the_text_is_told() {
    page(
        "<div role=alert>Ingetrokken.</div><div class=breadcrumb-x>Kruimel</div><p>Een<iframe srcdoc='&lt;p&gt;Bijlage&lt;/p&gt;' src=b.html></iframe>\
         <svg><text>€ 12 mln</text></svg><select><option>a<option>b</select><noscript><p>Zonder</p></noscript><template>Sjabloon</template>\
         <embed src=a.pdf><p style='display: none'>Weg<p>Twee <input value='€ 500'><input type=checkbox checked>",
        &expect![[r#"
            # review: what stands beside the text in the page's main part, or in forms and formulas, is not in it: “Ingetrokken.”, “Kruimel”, “Bijlage”, “€ 12 mln”, “a b”, “Zonder”
            # review: words that the page hides are not in the text: “Sjabloon”, “Weg”
            # review: what is filled in on the page is not in the text: “€ 500”, a checked box
            # review: what the page shows from other files is not in the text: b.html, a.pdf
            Een

            Twee
        "#]],
    );
    page(
        "<p>Zie <img alt='grafiek: € 5' src=x.png><img src=y.png> en <a href='https://x.example/besluit.pdf'>het besluit</a>, <a href='mailto:a@b.nl'>a@b.nl</a>.",
        &expect![[r#"
            # review: pictures of the page are not in the text (2): “grafiek: € 5”, one without a text
            # review: addresses to which the page links are not in the text (1): “het besluit” leads to https://x.example/besluit.pdf
            Zie en het besluit, a@b.nl.
        "#]],
    );
}

#[test]
fn what_stands_outside_the_main_part_is_told() {
    let html =
        format!("<html lang=nl><nav>Home</nav><header><h1>Brief over de brug</h1><p>12 mei 2026</header><main>{START}<p>Een.</main>");
    whole(
        &html,
        &expect![[r#"
        # review: words of the page stand outside its main part and are not in the text (8, 1 of them in navigation): “Brief over de brug 12 mei 2026”
        Een.
    "#]],
    );
    let html = format!("<html lang=nl><form>{START}<p>Een.</p></form><form>Zoek</form><aside>Kader</aside><footer>Voet</footer>");
    whole(
        &html,
        &expect![[r#"
        # review: the page does not say which part of it is the main one: look whether its navigation is in the text
        # review: what stands beside the text in the page's main part, or in forms and formulas, is not in it: “Zoek”, “Kader”, “Voet”
        Een.
    "#]],
    );
}

#[test]
fn notes_keep_their_tables_and_lists() {
    page(
        "<p>Een zin van de brief.<a href='#n1'><sup>1</sup></a><ol><li id=n1>De noot.<table><tr><td>a<td>b</table><ol type=a><li>x<li>y</ol></ol><p>Het slot van de brief.",
        &expect![[r#"
            Een zin van de brief.[^1]

            Het slot van de brief.

            [^1]: De noot. a b a. x b. y
        "#]],
    );
}

#[test]
fn pages_without_a_text_say_why() {
    whole(
        "<html lang=nl><head><title>x</title><meta charset=utf-8><body><p>De kosten van de brug zijn voor de gemeente.<p>Een.",
        &expect![[r#"
        # review: the page does not say which part of it is the main one: look whether its navigation is in the text
        Een.
    "#]],
    );
    whole(
        "<html><frameset><frame src=a.html><frame src=b.html></frameset>",
        &expect![[r#"
        unusable-source: there is no text in this file: it shows other pages in frames, and has no text of its own: import these instead: a.html, b.html
    "#]],
    );
    whole(
        "<html><main></main><p>De kosten.",
        &expect![[r#"
        unusable-source: there is no text in this file: nothing that it says is the text of a page: words of the page stand outside its main part and are not in the text (2): “De kosten.”
    "#]],
    );
    whole(
        "<html><div id=app></div><script>app()</script>",
        &expect![[r#"
        unusable-source: there is no text in this file: it is a web page without words, or one whose words a script writes: save it from a browser that shows them
    "#]],
    );
}

#[test]
fn hostile_pages_are_read_quickly() {
    let deep = format!("<html lang=nl>{}{START}<table><tr><td colspan=1000000>x<td>y</table>", "<div>".repeat(100_000));
    let found = imported("letter.html", deep.as_bytes()).expect("a letter");
    assert!(shown(&found).contains("the deepest were read as plain words"));
    assert!(shown(&found).contains("De kosten van de brug"));
}
