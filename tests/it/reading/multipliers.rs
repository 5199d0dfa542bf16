//! What multiplies a number: of two scales, with the sign of a currency in it, or before a currency.

use expect_test::expect;

use super::check;

#[test]
fn amounts_of_two_scales_keep_both() {
    check(
        "fr",
        &[
            "un milliard deux cents millions d’euros, 1 milliard 200 millions d’euros, un million deux cent mille euros",
            "5 € 50, en 2025 € 50",
        ],
        &expect![[r#"
            un milliard deux cents millions d’euros = 1200000000 EUR | 1 milliard 200 millions d’euros = 1200000000 EUR | un million deux cent mille euros = 1200000 EUR
            5 = 5 | € 50 = 50 EUR | ? 5 € 50
        "#]],
    );
    check(
        "nl",
        &[
            "1 miljard 200 miljoen euro, € 1 miljoen 200 duizend, € 1,5 miljard 200 miljoen, € 1 miljoen 200.000, € 3 mln. 5 mensen; € 5 mil\u{ad}joen, 5 mil\u{ad}joen euro",
        ],
        &expect![[r#"
            1 miljard 200 miljoen euro = 1200000000 EUR | € 1 miljoen 200 duizend = 1200000 EUR | € 3 mln. = 3000000 EUR | 5 = 5 | € 5 mil~joen = 5000000 EUR | 5 mil~joen euro = 5000000 EUR | ? € 1,5 | ? € 1
        "#]],
    );
    check(
        "en",
        &["€5 thousand million, €5+ million, €5+, €5 million, 3 of them"],
        &expect![[r#"
        €5 million = 5000000 EUR | 3 = 3 | ? €5 | ? €5 | ? €5
    "#]],
    );
}

#[test]
fn a_multiplier_may_hold_the_sign_of_the_currency() {
    check(
        "fr",
        &["Cela coûte 5 M€. Ou 1,2 Md€, 750 k€, 3 à 5 M€, 5 M€ en 2026."],
        &expect![[r#"
        5 M€ = 5000000 EUR | 1,2 Md€ = 1200000000 EUR | 750 k€ = 750000 EUR | 3 à 5 M€ = 3000000-5000000 EUR | 5 M€ = 5000000 EUR
    "#]],
    );
}

#[test]
fn a_multiplier_may_be_a_currency_too() {
    check(
        "de-be",
        &["750 TEUR, 750 T€, 2 MEUR; TEUR 750, Mio. € 5, EUR Mio. 5, 3 Mio. € 5 gehen an", "Von 3 Mrd. € 2 Mrd."],
        &expect![[r#"
            750 TEUR = 750000 EUR | 750 T€ = 750000 EUR | 2 MEUR = 2000000 EUR | 5 = 5 | 3 Mio. = 3000000 | € 5 = 5 EUR | ? TEUR 750 | ? Mio. € 5 | ? EUR Mio | ? 3 Mio.
            3 Mrd. = 3000000000 | € 2 Mrd. = 2000000000 EUR | ? 3 Mrd.
        "#]],
    );
    check(
        "fr",
        &["5 M d’euros, 1,2 Md d'euros, 3 Mds d’euros, 3 Mds €, 5 MEUR, 750 kEUR, 5 milliers d’euros, M€ 5"],
        &expect![[r#"
        5 M d’euros = 5000000 EUR | 1,2 Md d'euros = 1200000000 EUR | 3 Mds d’euros = 3000000000 EUR | 3 Mds € = 3000000000 EUR | 5 MEUR = 5000000 EUR | 750 kEUR = 750000 EUR | 5 milliers d’euros = 5000 EUR | 5 = 5 | ? M€ 5
    "#]],
    );
    check(
        "nl",
        &["5 M€, € 5 mln., mln. € 5, € mln. 5, EUR mln 5, het kost € 3 mln. € 5 is voor ons, 5+ euro, € 5+, 5+ mln. euro"],
        &expect![[r#"
        5 M€ = 5000000 EUR | € 5 mln. = 5000000 EUR | 5 = 5 | 5 = 5 | € 3 mln. = 3000000 EUR | € 5 = 5 EUR | ? mln. € 5 | ? € mln | ? EUR mln | ? 5+ euro | ? € 5 | ? mln. euro
    "#]],
    );
    check(
        "en",
        &["€m 5, EUR million 5, million EUR 5, 5+ euros, 5+ million euros, 5M€"],
        &expect![[r#"
        5 = 5 | 5 = 5 | 5M€ = 5000000 EUR | ? EUR million | ? million EUR 5 | ? 5+ euros | ? million euros
    "#]],
    );
}
