//! Writes a made-up dossier of any number of letters in Dutch and German, for tests and benchmarks: the same count gives the same files.
//!
//! Every tenth letter adds up the amounts of the nine before it. Each letter names the one before it by its date and number. In turn a
//! letter has a date and a denial, two questions with their answers, or a table; all have a footnote. There is no source to compare with.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

/// How many letters make a programme: the amounts of all but the last, which adds them up.
pub const PER_PROGRAMME: usize = 10;

/// The SHA-256 of the source that all letters have.
const SHA256: &str = "9fecab13750c60d8458d786cadf9d50e4518b9526992659e85d770db59bff69b";

/// That source.
const SOURCE: &str = "Scan.\n";

/// What letters are about, in each language.
const TOPICS: [(&str, &str); 6] = [
    ("de haven", "den Hafen"),
    ("de brug", "die Brücke"),
    ("het spoor", "die Bahn"),
    ("de dijk", "den Deich"),
    ("het kanaal", "den Kanal"),
    ("de sluis", "die Schleuse"),
];

/// Who sends letters, in each language.
const OFFICES: [(&str, &str); 5] = [
    ("dienst Havens", "Dienststelle Häfen"),
    ("dienst Bruggen", "Dienststelle Brücken"),
    ("dienst Wegen", "Dienststelle Straßen"),
    ("dienst Water", "Dienststelle Wasser"),
    ("dienst Bodem", "Dienststelle Boden"),
];

/// The months in each language, those on which letters are dated.
const MONTHS: [(&str, &str); 4] = [("januari", "Januar"), ("maart", "März"), ("juni", "Juni"), ("oktober", "Oktober")];

/// A text in Dutch and in German.
type Both = (String, String);

/// The id of a letter: its folder.
#[must_use]
pub fn id(idx: usize) -> String {
    format!("letter-{:05}", idx + 1)
}

/// The official number of a letter.
#[must_use]
pub fn number(idx: usize) -> String {
    format!("{}Z{:05}", year(idx), 10_000 + idx)
}

/// The year of a letter: some forty letters a year.
#[must_use]
pub fn year(idx: usize) -> usize {
    1990 + idx / 40
}

/// The euros that a letter states: its own, or of every tenth letter the sum of the nine before it.
#[must_use]
pub fn euros(idx: usize) -> usize {
    let own = |idx: usize| 100_000 + (idx * 7_919) % 900_000;
    if is_total(idx) { (idx + 1 - PER_PROGRAMME..idx).map(own).sum() } else { own(idx) }
}

/// Whether a letter adds up the amounts of those before it.
#[must_use]
pub fn is_total(idx: usize) -> bool {
    idx % PER_PROGRAMME == PER_PROGRAMME - 1
}

/// Writes the dossier into a folder; `dossier lock` gives its blocks their ids.
///
/// # Errors
///
/// Where a file cannot be written.
pub fn write(root: &Path, n_letters: usize) -> io::Result<()> {
    let content = root.join("content");
    fs::create_dir_all(&content)?;
    fs::write(content.join("dossier.toml"), settings())?;
    fs::write(content.join("actors.toml"), actors(n_letters))?;
    fs::write(content.join("glossary.toml"), glossary())?;
    fs::write(content.join("funding.toml"), funding(n_letters))?;
    for (lang, title) in [("nl", "Over dit dossier"), ("de", "Zu diesem Dossier")] {
        let folder = content.join("pages/about");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{lang}.md")), format!("+++\ntitle = \"{title}\"\nsummary = \"{title}.\"\n+++\n\n{title}.\n"))?;
    }
    for idx in 0..n_letters {
        let folder = content.join("letters").join(id(idx));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("letter.toml"), metadata(idx))?;
        fs::write(folder.join("source.pdf"), SOURCE)?;
        let (nl, de) = editions(idx);
        fs::write(folder.join("nl.md"), nl)?;
        fs::write(folder.join("de.md"), de)?;
    }
    Ok(())
}

/// The settings.
fn settings() -> String {
    let kinds = [("letter", "Brief", "Schreiben"), ("answers", "Antwoorden", "Antworten"), ("report", "Verslag", "Bericht")];
    let kinds: String = kinds.iter().map(|(id, nl, de)| format!("\n[kinds.{id}]\nname = {}\n", both(nl, de))).collect();
    format!(
        "version = \"1.0.0\"\npublished = \"2026-02-02\"\nlanguages = [\"nl\", \"de\"]\ntitle = {}\ndescription = {}\n{kinds}\n\
         [number-kinds.number]\nname = {}\nwritten = ['\\d{{4}}Z\\d{{5}}']\n",
        both("Een verzonnen dossier", "Ein erfundenes Dossier"),
        both("Verzonnen brieven, om mee te meten.", "Erfundene Schreiben, um zu messen."),
        both("Nummer", "Nummer"),
    )
}

/// A text in both languages as TOML.
fn both(nl: &str, de: &str) -> String {
    format!("{{ nl = \"{nl}\", de = \"{de}\" }}")
}

/// Those of the offices that send a letter.
fn actors(n_letters: usize) -> String {
    let office = |(idx, (nl, de)): (usize, &(&str, &str))| {
        format!(
            "[[actors]]\nid = \"office-{idx}\"\nkind = \"organisation\"\nname = {}\n[actors.aliases]\nnl = [\"{nl}\"]\nde = [\"{de}\"]\n\n",
            both(nl, de)
        )
    };
    OFFICES.iter().enumerate().take(n_letters).map(office).collect()
}

/// The terms.
fn glossary() -> String {
    let terms = [
        ("contribution", ("bijdrage", "Beitrag"), ("Wat een dienst betaalt.", "Was eine Dienststelle zahlt.")),
        ("annex", ("bijlage", "Anlage"), ("Een stuk dat bij een brief hoort.", "Ein Dokument, das zu einem Schreiben gehört.")),
    ];
    let term = |(id, (nl, de), (in_dutch, in_german)): &(&str, (&str, &str), (&str, &str))| {
        format!("[[terms]]\nid = \"{id}\"\nterm = {}\ndefinition = {}\n\n", both(nl, de), both(in_dutch, in_german))
    };
    terms.iter().map(term).collect()
}

/// The ledger: the amount of each letter, and the sums.
fn funding(n_letters: usize) -> String {
    let mut text = format!(
        "[[statuses]]\nid = \"stated\"\nname = {}\nmeaning = {}\nwords = {{ nl = [\"draagt\"], de = [\"trägt\"] }}\n\n",
        both("genoemd", "genannt"),
        both("Een brief noemt het.", "Ein Schreiben nennt es.")
    );
    for idx in 0..n_letters {
        let programme = idx / PER_PROGRAMME + 1;
        if idx % PER_PROGRAMME == 0 {
            let name = both(&format!("Werk {programme}"), &format!("Vorhaben {programme}"));
            _ = write!(text, "[[programmes]]\nid = \"programme-{programme}\"\nname = {name}\n\n");
        }
        let (nl, de) = quote(idx);
        let about = match is_total(idx) {
            true => "role = \"total\"".to_owned(),
            false => format!("role = \"component\"\nstatus = \"stated\"\npayers = [\"office-{}\"]", idx % OFFICES.len()),
        };
        _ = write!(
            text,
            "[[amounts]]\nid = \"{0}\"\nprogramme = \"programme-{programme}\"\n{about}\nside = \"sources\"\nqualifier = \"exact\"\n\
             value = \"{1}.00\"\ncurrency = \"EUR\"\nletter = \"{0}\"\nblock = \"p3\"\nquote = {2}\n\n",
            id(idx),
            euros(idx),
            both(&nl, &de)
        );
        if is_total(idx) {
            let parts: Vec<String> = (idx + 1 - PER_PROGRAMME..idx).map(|part| format!("\"{}\"", id(part))).collect();
            _ = write!(text, "[[sums]]\ntotal = \"{}\"\nparts = [{}]\n\n", id(idx), parts.join(", "));
        }
    }
    text
}

/// The words by which a letter states its amount, with those that say who pays it.
fn quote(idx: usize) -> Both {
    let (nl, de) = amount(idx);
    if is_total(idx) { (nl, de) } else { (format!("draagt {nl} bij"), format!("trägt {de} bei")) }
}

/// The amount of a letter as each language writes it.
fn amount(idx: usize) -> Both {
    let figures = euros(idx).to_string();
    let grouped: Vec<&str> = (0..figures.len().div_ceil(3))
        .rev()
        .map(|group| {
            let end = figures.len() - 3 * group;
            figures.get(end.saturating_sub(3)..end).unwrap_or_default()
        })
        .collect();
    let figures = grouped.join(".");
    (format!("€ {figures}"), format!("{figures} €"))
}

/// The metadata of a letter.
fn metadata(idx: usize) -> String {
    let kind = ["letter", "answers", "report"].get(idx % 3).copied().unwrap_or_default();
    let (nl, de) = OFFICES.get(idx % OFFICES.len()).copied().unwrap_or_default();
    let (year, month, day) = date(idx);
    let month = [1, 3, 6, 10].get(month).copied().unwrap_or(1);
    format!(
        "kind = \"{kind}\"\noriginal = \"nl\"\n\n[date]\nvalue = \"{year}-{month:02}-{day:02}\"\nbasis = \"printed\"\n\n[[senders]]\n\
         organisation = {}\n\n[[numbers]]\nkind = \"number\"\nvalue = \"{}\"\n\n[source]\nfile = \"source.pdf\"\nsha256 = \"{SHA256}\"\n\
         not-compared = {}\n",
        both(nl, de),
        number(idx),
        both("Een scan.", "Ein Scan.")
    )
}

/// The date of a letter: year, place of its month, day.
fn date(idx: usize) -> (usize, usize, usize) {
    let of_year = idx % 40;
    (year(idx), of_year / 10, 1 + 2 * (of_year % 10))
}

/// The date of a letter in words.
fn date_words(idx: usize) -> Both {
    let (year, month, day) = date(idx);
    let (nl, de) = MONTHS.get(month).copied().unwrap_or_default();
    (format!("{day} {nl} {year}"), format!("{day}. {de} {year}"))
}

/// The two editions of a letter.
fn editions(idx: usize) -> Both {
    let (topic, thema) = TOPICS.get(idx % TOPICS.len()).copied().unwrap_or_default();
    let (opening, eroeffnung) = opening(idx, (topic, thema));
    let (amount, betrag) = amount(idx);
    let (office, dienststelle) = OFFICES.get(idx % OFFICES.len()).copied().unwrap_or_default();
    let (paid, gezahlt) = match is_total(idx) {
        true => (format!("Samen is de bijdrage {amount}."), format!("Insgesamt beläuft sich der Beitrag auf {betrag}.")),
        false => (format!("De {office} draagt {amount} bij."), format!("Die {dienststelle} trägt {betrag} bei.")),
    };
    let (rest, uebriges) = rest(idx, (topic, thema));
    let edition = |title: String, slug: String, body: String| {
        format!("+++\ntitle = \"{title}\"\nslug = \"{slug}\"\nsummary = \"{title}.\"\n+++\n\n{body}")
    };
    (
        edition(
            format!("Brief {} over {topic}", idx + 1),
            format!("brief-{}", idx + 1),
            format!("Geachte voorzitter,\n\n{opening}\n\n## Bijdrage\n\n{paid}[^1]\n\n{rest}\n\n[^1]: Zie de bijlage.\n"),
        ),
        edition(
            format!("Schreiben {} über {thema}", idx + 1),
            format!("schreiben-{}", idx + 1),
            format!("Sehr geehrte Damen und Herren,\n\n{eroeffnung}\n\n## Beitrag\n\n{gezahlt}[^1]\n\n{uebriges}\n\n[^1]: Siehe Anlage.\n"),
        ),
    )
}

/// What a letter begins with: it names the one before it.
fn opening(idx: usize, (topic, thema): (&str, &str)) -> Both {
    let Some(before) = idx.checked_sub(1) else {
        return (format!("Deze brief gaat over {topic}."), format!("Dieses Schreiben handelt über {thema}."));
    };
    let ((date, datum), number) = (date_words(before), number(before));
    (
        format!("In de brief van {date} ({number}) las u over {topic}."),
        format!("Im Schreiben vom {datum} ({number}) lasen Sie über {thema}."),
    )
}

/// What a letter has besides: a date and a denial, questions, or a table.
fn rest(idx: usize, (topic, thema): (&str, &str)) -> Both {
    match idx % 3 {
        0 => {
            let (date, datum) = date_words(idx + 3);
            (
                format!("Het werk begint uiterlijk op {date}.\n\nEr is geen besluit genomen over {topic}."),
                format!("Die Arbeiten beginnen spätestens am {datum}.\n\nEs wurde kein Beschluss über {thema} gefasst."),
            )
        }
        1 => (
            "## 1 {.question}\n\nKlopt het dat het werk is begonnen?\n\n### Antwoord {.answer}\n\nJa. Het werk is begonnen.\n\n\
             ## 2 {.question}\n\nKomt er een tweede bijdrage?\n\n### Antwoord {.answer}\n\nNee. Een tweede bijdrage is niet voorzien."
                .to_owned(),
            "## 1 {.question}\n\nTrifft es zu, dass die Arbeiten begonnen haben?\n\n### Antwort {.answer}\n\nJa. Die Arbeiten haben \
             begonnen.\n\n## 2 {.question}\n\nWird es einen zweiten Beitrag geben?\n\n### Antwort {.answer}\n\nNein. Ein zweiter Beitrag \
             ist nicht vorgesehen."
                .to_owned(),
        ),
        _ => {
            let rows: String = (0..4).map(|row| format!("\n| {} | {} |", year(idx) + row, 10 + (idx * 13 + row) % 80)).collect();
            (format!("| Jaar | Schepen |\n|---|---|{rows}"), format!("| Jahr | Schiffe |\n|---|---|{rows}"))
        }
    }
}
