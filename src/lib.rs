//! A static site generator for dossiers of official letters.
//!
//! Markdown editions of each letter plus metadata become a cross-linked static site, in one or more languages, with a search index and a
//! funding summary. One pipeline, one direction:
//!
//! `config` → `content` (+ `data`, `markdown`) → `lock` → `proof`, `links`, `funding` → `check`, `parity`, `timeline` → `theme`, `render`, `export`, `search` → `site` → `output`
//!
//! `reading` reads what a text states (numbers, amounts, dates, hedges), for `funding`, `parity` and `timeline`.
//! `scaffold` makes the files with which a dossier or a letter begins, for `dossier init` and `dossier new`.
//! `schema` describes the files that a publisher writes, for editors.
//! `manual` holds the pages of the manual, for `dossier manual`.
//! `disk` keeps what was written through a power cut, and tells what a killed run left behind.
//! `cache` remembers a build for the next one, which `pipeline/warm.rs` makes over it; `digest` stands for what something was made of.
//! Beside it all, `exchange` hands letters to translators and takes them back, for `dossier translate`, and `import` makes letters of
//! texts, PDFs, Word documents and web pages, for `dossier import`.
//! `changes` tells what changed between two copies, for `dossier diff` and for a page of the site.
//! `archive` makes offline copies of a finished site; `copy` opens one, made here or elsewhere, now or long ago, and `verify` proves it.
//! `pipeline::live` runs the same stages for a dossier that is being written, of each change only what hangs on it; `serve` shows that.
//!
//! Invariants:
//! 1. A module imports only modules that the table in `tests/it/tidy.rs` allows it.
//! 2. Only `data`, `content`, `theme`, `import`, `cache`, `copy`, `disk` and `output` touch files, and `serve` watches them; only the binary prints, exits, or looks at the environment.
//! 3. A build is a function of its input files: no clock, no locale, no environment, no order of a hash map, no floats but those with which `archive::pdf` sets lines.
//! 4. A problem in the content never stops a stage. Each returns what it could make and adds to `problems`.
//! 5. Nothing is put in place until the whole site exists and has no errors.
//! 6. The model knows nothing of HTML, addresses or templates. Templates see views, never the model.
//! 7. Every page works from a disk: relative links only, nothing fetched.
//!
//! # Outside crates
//!
//! Each was chosen after a look at who keeps it and what it brings (crates in all, itself included, as `cargo tree` counts them).
//!
//! | crate | brings | for | why this one |
//! |---|---|---|---|
//! | pulldown-cmark | 5 | Markdown | on the project's card; events with offsets, so that every link has a line |
//! | tera 2 | 19 | templates | on the card; errors with file, line and column, strict fields |
//! | walkdir | 2 | walking `content/`, the theme and copies | on the card; sorted, links not followed, errors kept |
//! | syntect | 33 | code blocks | on the card; pure Rust with fancy-regex, loaded at the first code block only |
//! | elasticlunr-rs ≥ 3.1.0 | 24 | search index | on the card; 3.1.0 mends a token leak of earlier versions; passively kept, so it stays behind one module |
//! | rust-stemmers | 11 | stems of words | what elasticlunr-rs itself uses; Snowball's algorithms do not age |
//! | foldhash | 1 | looking up millions of words | small, well kept; the standard library's hash is slower and differs from run to run |
//! | mimalloc | 5 | memory, in the program | Microsoft's; a fifth less processor time in a build than with the system's, with a tenth more memory; in C, so a C compiler is needed, which Rust links with on most systems anyway |
//! | lz4_flex | 1 | sources in memory, beside the editions that transcribe them | tantivy's; LZ4 in safe Rust, of which a source takes a fifth of its bytes; unpacked as fast as it is read from a disk |
//! | memchr | 1 | the next tag of a page, what texts have in them | by ripgrep's author; regex and aho-corasick bring it anyway |
//! | postcard | 11 | what a build remembers for the next one | a compact form of serde's data; well kept; only read after a checksum |
//! | toml | 7 | settings, records, front matter | kept with cargo; values with their place, several errors in one run |
//! | annotate-snippets | 3 | problems with source line and caret | kept by the Rust project, for rustc and cargo |
//! | clap | 23 | command line | the standard; help, suggestions and exit codes by convention |
//! | clap_complete, clap_mangen | 24 | completions for shells, manual pages | kept with clap; both read what clap knows, so neither can lag behind |
//! | indicatif | 6 | a bar on a terminal in long builds | well kept, used everywhere; knows terminals and their widths |
//! | serde, serde_json | 9 | data files, views of templates | the standard |
//! | csv | 6 | `data/funding.csv` | quoting by RFC 4180 is not ours to write; well kept |
//! | icu_decimal, icu_plurals | 28 | figures as each language writes them | ICU4X, kept by the Unicode Consortium, with its data of all languages (CLDR) in 0.14 MB; with icu_locale_core for tags and icu_provider for formatters that threads share |
//! | icu_collator, icu_locale | 49 | names sorted as each language does, the direction in which it is written | of the same family; 12 crates more than its other members bring |
//! | jiff | 2 | calendar days | well kept; used without time zones, so that no clock comes near a build |
//! | rayon | 6 | pages and indexes side by side | the standard |
//! | regex | 5 | what text recognition misreads, words within patterns | kept by the Rust project; linear time, so no pattern can stop a build |
//! | regex-automata | 4 | rules of corrections, official numbers in texts, made quickly for little text | what regex is made of, which cannot be told how much text there is |
//! | sha2 | 10 | checksums | RustCrypto; audited and well kept |
//! | blake3 | 8 | what stands for everything that something was made of, between one build and the next | kept by the hash's authors; builds spend less than half the time on it that they spent on SHA-256, even on a processor with instructions for that; partly assembler, for the same compiler as mimalloc |
//! | rustix | 3 | exchanging two folders in one step, handing a whole disk what was written, processor time of a build | safe calls to the system; `unsafe` is forbidden here |
//! | quick-xml | 2 | texts for translators and back, feeds, Word documents | pull parser with places; expands no entities by itself; well kept |
//! | html5gum | 2 | links and anchors of finished pages | a WHATWG tokenizer without dependencies; lychee uses it |
//! | hayro-interpret | 56 | text of PDFs with the place and size of each sign | actively kept, forbids `unsafe`, brings the standard fonts; gives each sign with its place, invisible text of scans too |
//! | ammonia | 64 | raw HTML in letters, where a dossier allows elements | kept by the rust-ammonia group; reads HTML as browsers do, with the html5ever that scraper brings; 8 crates more than that |
//! | scraper, ego-tree | 41 | finished pages as trees, for books and the one HTML file; web pages that are imported | html5ever, by the Servo project, with a tree: reads HTML as browsers do |
//! | uuid | 2 | names in books and web archives | kept by the uuid-rs group; only version 5, made of what is named |
//! | base64 | 1 | pictures and policies of the one HTML file | the one that everybody uses |
//! | zip | 22 | the parts of Word documents; copies, written and opened | the maintained one; only deflate |
//! | flate2 | 7 | how much a PDF unpacks to, before it is read; files packed in advance; records of web archives | what zip and hayro use; level 9 gives the same bytes on any processor |
//! | brotli | 4 | files packed in advance | pure Rust, kept by its authors at Dropbox and used by the HTTP crates; hayro-interpret brings it anyway |
//! | encoding_rs | 6 | texts and pages that are not UTF-8 | Firefox's own |
//! | hyper, hyper-util | 25 | HTTP of `dossier serve` | kept by Sean McArthur and others for most of Rust's web; HTTP/1 of a server alone, without TLS |
//! | tokio | 13 | the same, signals | the standard; one thread, no more of it than hyper needs |
//! | notify | 10 | watching files for `dossier serve` | kept by the notify group; the system's own watcher on each system |
//! | krilla (feature `pdf`) | 35 | PDF copies | what typst writes its PDFs with, by its author; tags, bookmarks, and refuses what PDF/UA-1 does not allow |
//! | parley (feature `pdf`) | 43 | lines of text in them | kept by the linebender group; shaping by HarfBuzz's Rust port, breaking of lines and directions by ICU4X |
//! | hypher (feature `pdf`) | 1 | hyphens in them | kept with typst; patterns of 50 languages in 1 MB, no dependencies |
//! | typst-assets (feature `pdf`) | 1 | fonts in them | kept with typst; Libertinus Serif (SIL Open Font License 1.1) for text, New Computer Modern (GUST Font License) and DejaVu Sans Mono (Bitstream Vera licence) for what it lacks |
//! | similar | 1 | finding locked blocks in a changed text, words that changed | well kept, no dependencies |
//! | strsim | 1 | "did you mean" | small, well kept; clap uses it |
//! | aho-corasick | 2 | all names of actors, documents and terms, all hedges in one pass | the standard, by ripgrep's author |
//! | litemap | 1 | texts by language | of ICU4X, kept by the Unicode Consortium, which brings it anyway; sorted lists: two languages in less than a fifth of the room that a `BTreeMap` takes |
//! | unicode-normalization | 2 | folding accents for search | kept by the unicode-rs group |
//! | rust-embed | 26 | the themes and the manual inside the program | well kept; files as they are, from disk or memory alike |
//! | expect-test, tempfile (tests only) | – | snapshots, scratch folders | by rust-analyzer's authors; the standard |
//! | jsonschema (tests only) | – | holding files of dossiers and what the program prints against schemas | well kept; complete in all drafts |
//! | spdx (tests only) | – | which licences the crates offer | by Embark, for cargo-deny; knows every identifier of SPDX and how they are joined |
//! | wait4 (benchmarks only) | – | what a measured program used | safe call of the system, which rustix lacks; by the author of cargo-c |
//! | syn (tests only) | – | what templates get, read from the source for `themes/README.md` | by the author of serde, whose macros use it too |

pub mod archive;
pub mod cache;
pub mod changes;
pub mod check;
pub mod config;
pub mod content;
pub mod copy;
pub mod data;
pub mod digest;
pub mod disk;
pub mod exchange;
pub mod export;
pub mod funding;
pub mod import;
pub mod links;
pub mod lock;
pub mod manual;
pub mod markdown;
pub mod model;
pub mod output;
pub mod parity;
pub mod pipeline;
pub mod problem;
pub mod proof;
pub mod reading;
pub mod render;
pub mod scaffold;
pub mod schema;
pub mod search;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod spent;
pub mod theme;
pub mod timeline;
pub mod verify;
