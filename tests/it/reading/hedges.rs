//! What words at a number say of its exactness.

use expect_test::expect;

use super::check;

#[test]
fn hedges_stay_at_their_amounts() {
    check(
        "nl",
        &[
            "tot € 5 miljoen, tot maximaal € 5 miljoen, maximaal circa € 5 miljoen, ten minste ongeveer 5%, binnen € 5 miljoen, tot 2026 € 5 miljoen",
            "€ 5 miljoen of minder, € 5 miljoen of meer, net geen € 5 miljoen, krap € 5 miljoen, op zijn minst € 5 miljoen, pakweg € 5 miljoen",
            "een kleine € 5 miljoen, amper € 5 miljoen, nauwelijks € 5 miljoen, de krappe € 5 miljoen, van € 3 miljoen in 2025 tot € 5 miljoen",
            "€ 2.000 tot circa 3.000, € 3 tot maximaal 5 miljoen, tussen € 3 en circa € 5 miljoen, € 5 en circa 3 miljoen, in 2025 tot circa 3.000",
            "3 tot wel 5 miljoen euro, € 3 respectievelijk € 5 miljard, resp. € 5 miljard, € 2 miljard resp. € 5 miljard, wel € 5 miljoen, niet wel",
        ],
        &expect![[r#"
            € 5 miljoen = 5000000 EUR [at-most?] | € 5 miljoen = 5000000 EUR [at-most] | € 5 miljoen = 5000000 EUR [at-most about] | 5% = 5 % [at-least about] | € 5 miljoen = 5000000 EUR [at-most?] | € 5 miljoen = 5000000 EUR
            € 5 miljoen = 5000000 EUR [at-most] | € 5 miljoen = 5000000 EUR [at-least] | € 5 miljoen = 5000000 EUR [nearly] | € 5 miljoen = 5000000 EUR [nearly] | € 5 miljoen = 5000000 EUR [at-least] | € 5 miljoen = 5000000 EUR [about]
            € 5 miljoen = 5000000 EUR [nearly] | € 5 miljoen = 5000000 EUR [nearly] | € 5 miljoen = 5000000 EUR [nearly] | € 5 miljoen = 5000000 EUR | € 3 miljoen = 3000000 EUR | € 5 miljoen = 5000000 EUR [at-most?]
            € 2.000 tot circa 3.000 = 2000-3000 EUR | € 3 tot maximaal 5 miljoen = 3000000-5000000 EUR | € 3 en circa € 5 miljoen = 3000000-5000000 EUR | 3 miljoen = 3000000 [about] | 3.000 = 3000 [about at-most?] | ? € 5 | ? 3 miljoen
            3 tot wel 5 miljoen euro = 3000000-5000000 EUR | € 5 miljard = 5000000000 EUR | € 5 miljard = 5000000000 EUR | € 2 miljard = 2000000000 EUR | € 5 miljard = 5000000000 EUR | € 5 miljoen = 5000000 EUR [at-most?] | ? € 3
        "#]],
    );
    check(
        "en",
        &[
            "up to €5 million, up to approximately €5 million, at most about €5 million, €5 million or less, €5 million or more, €5 million or so",
            "just short of €5 million, barely €5 million, hardly €5 million, scarcely €5 million, €2,000 to about 3,000, from €3 to at most €5 million",
            "€3 million to as much as €5 million, 3 to as many as 5 million euros, as much as €5 million",
        ],
        &expect![[r#"
            €5 million = 5000000 EUR [at-most] | €5 million = 5000000 EUR [at-most about] | €5 million = 5000000 EUR [at-most about] | €5 million = 5000000 EUR [at-most] | €5 million = 5000000 EUR [at-least] | €5 million = 5000000 EUR [about]
            €5 million = 5000000 EUR [nearly] | €5 million = 5000000 EUR [nearly] | €5 million = 5000000 EUR [nearly] | €5 million = 5000000 EUR [nearly] | €2,000 to about 3,000 = 2000-3000 EUR | €3 to at most €5 million = 3000000-5000000 EUR
            €3 million to as much as €5 million = 3000000-5000000 EUR | 3 to as many as 5 million euros = 3000000-5000000 EUR | €5 million = 5000000 EUR [at-most?]
        "#]],
    );
    check(
        "de-be",
        &[
            "bis zu 5 Mio. Euro, bis 5 Mio. Euro, bis zu rund 5 Mio. Euro, 5 Mio. Euro oder weniger, 5 Mio. Euro oder mehr, zumindest 5 Mio. Euro",
            "kaum 5 Mio. Euro, knapp 5 Mio. Euro, 3 bis etwa 5 Mio. Euro, von 3 Mio. Euro auf bis zu 5 Mio. Euro",
        ],
        &expect![[r#"
            5 Mio. Euro = 5000000 EUR [at-most] | 5 Mio. Euro = 5000000 EUR [at-most?] | 5 Mio. Euro = 5000000 EUR [at-most about] | 5 Mio. Euro = 5000000 EUR [at-most] | 5 Mio. Euro = 5000000 EUR [at-least] | 5 Mio. Euro = 5000000 EUR [at-least]
            5 Mio. Euro = 5000000 EUR [nearly] | 5 Mio. Euro = 5000000 EUR [nearly] | 3 bis etwa 5 Mio. Euro = 3000000-5000000 EUR | 3 Mio. Euro = 3000000 EUR | 5 Mio. Euro = 5000000 EUR [at-most]
        "#]],
    );
    check(
        "fr",
        &[
            "jusqu’à 5 millions d’euros, jusqu'à environ 5 M€, 5 M€ ou moins, 5 M€ ou plus, à peine 5 M€, entre 3 et environ 5 M€, tout juste 5 M€",
        ],
        &expect![[r#"
            5 millions d’euros = 5000000 EUR [at-most] | 5 M€ = 5000000 EUR [at-most about] | 5 M€ = 5000000 EUR [at-most] | 5 M€ = 5000000 EUR [at-least] | 5 M€ = 5000000 EUR [nearly] | 3 et environ 5 M€ = 3000000-5000000 EUR | 5 M€ = 5000000 EUR [nearly]
        "#]],
    );
}
