"""Somebody makes a mistake in a catalog and is told where it is and what to write instead."""

import os
from pathlib import Path

import pytest

from tests.files.texts import CATALOG, Case, broken, line_of
from tui.files.catalog import read_catalog
from tui.files.toml import Problem, ProblemsError

GROK = "offer.grok"
TERM_LINE = f"{GROK}.reading.per-term.lines[1]"
HOSTING = "offer.llama.reading.free.lines[2]"
SOURCES_HINT = 'every fact names one or more [source.ID]: sources = ["ID"]'
CONTROL = "only line breaks and tabs are allowed; take it out"


CASES = [
    Case("a syntax error", 'name = "Meta"', "name = Meta", "name = Meta", "",
         "not TOML: invalid value (column 8)", "put text in quotes, dates and numbers without"),
    Case("a table twice", "[vendor.meta]", "[vendor.xai] # two", "# two", "",
         "not TOML: cannot declare [vendor.xai] twice (column 12)", "written twice"),
    Case("a key twice", 'short = "Llama"', 'product = "Llama"', "", "",
         "not TOML: cannot overwrite a value", "written twice"),
    Case("a control character", "Signed", "Sig\x07ned", 'text = "Sig', "",
         "not TOML: illegal character '\\x07'", "only printable characters"),
    Case("an escape sequence in text", '"Signed"', '"Sig\\u001b[31mned"', "Sig\\u001b",
         f"{GROK}.event[1].text", "contains the control character U+001B", CONTROL),
    Case("text that turns its direction", '"Signed"', '"Sig\\u202ened"', "Sig\\u202e",
         f"{GROK}.event[1].text", "contains the control character U+202E", CONTROL),
    Case("what is no character", '"Signed"', '"Sig\\uFFFEned"', "Sig\\uFFFE",
         f"{GROK}.event[1].text", "contains U+FFFE, which is not a character", "take it out"),
    Case("what is no character either", '"Signed"', '"Sig\\U0001FFFFned"', "Sig\\U0001",
         f"{GROK}.event[1].text", "contains U+1FFFF, which is not a character", "take it out"),
    Case("no schema", "schema = 1\n", "", "title", "schema", "is missing",
         "write `schema = 1` at the top"),
    Case("a schema from the future", "schema = 1", "schema = 2", "schema", "schema",
         "this file needs a newer program", "this program reads schema 1"),
    Case("a schema in quotes", "schema = 1", 'schema = "1"', "schema", "schema",
         "must be a whole number from 1", "write `schema = 1` at the top"),
    Case("a misspelt key", 'quote = "', 'quotes = "', "quotes",
         f"{GROK}.reading.per-term.quotes", "is not a known key", "did you mean `quote`?"),
    Case("a field's name in place of the file's", "until = 12", "until_month = 12", "until_month",
         f"{GROK}.list.lines[1].until_month", "is not a known key", "did you mean `until`?"),
    Case("a misspelt table", "[vendor.meta]", "[vendors.meta]", "[vendors.meta]", "vendors",
         "is not a known key", "did you mean `vendor`?"),
    Case("a key like no other", "", "xyzzy = 1", "xyzzy",
         "assumption.hosting.suggestion[1].xyzzy", "is not a known key",
         "known here: label, value, sources"),
    Case("an offer in quotes", "term_months = 18", 'term_months = "18"', "term_months",
         f"{GROK}.term_months", "must be a whole number, not text", "write it without quotes"),
    Case("a fraction of a month", "term_months = 18", "term_months = 18.5", "term_months",
         f"{GROK}.term_months", "must be a whole number, not a number with decimals"),
    Case("a whole number with a point", "term_months = 18", "term_months = 18.0", "term_months",
         f"{GROK}.term_months", "must be a whole number, not a number with decimals", "write 18"),
    Case("true for a number", "term_months = 18", "term_months = true", "term_months",
         f"{GROK}.term_months", "must be a whole number, not true or false"),
    Case("a number for true", "compare = true\nannounced", "compare = 1\nannounced", "compare = 1",
         f"{GROK}.compare", "must be true or false, not a whole number"),
    Case("a number for text", '"xAI"', "7", "name = 7", "vendor.xai.name",
         "must be text, not a whole number", "write it in quotes"),
    Case("a price in quotes", "price = 30", 'price = "30"', 'price = "30"',
         f"{GROK}.list.lines[1].price", "must be a number, not text", "write it without quotes"),
    Case("months out of bounds", "term_months = 18", "term_months = 601", "term_months",
         f"{GROK}.term_months", "must be at most 600"),
    Case("no months", "term_months = 18", "term_months = 0", "term_months",
         f"{GROK}.term_months", "must be more than 0"),
    Case("a number beyond all bounds", "term_months = 18", f"term_months = 0x{'f' * 5000}",
         "term_months", f"{GROK}.term_months", "is too large a number"),
    Case("a negative price", "price = 30", "price = -30", "price = -30",
         f"{GROK}.list.lines[1].price", "must be at least 0"),
    Case("a price that no computer prints", "price = 30", "price = 1e999999", "price = 1e",
         f"{GROK}.list.lines[1].price", "must be at most 1,000,000,000"),
    Case("a price next to nothing", "price = 30", "price = 1e-999999", "price = 1e",
         f"{GROK}.list.lines[1].price", "must have at most nine decimals"),
    Case("an exponent beyond all bounds", "price = 30", f"price = 1e{'9' * 30}", "price = 1e",
         f"{GROK}.list.lines[1].price", "must be a finite number"),
    Case("an infinite price", "price = 30", "price = inf", "price = inf",
         f"{GROK}.list.lines[1].price", "must be a finite number"),
    Case("a price that is none", "price = 30", "price = nan", "price = nan",
         f"{GROK}.list.lines[1].price", "must be a finite number"),
    Case("ten decimals", "price = 30", "price = 0.1234567891", "price = 0.1234567891",
         f"{GROK}.list.lines[1].price", "must have at most nine decimals"),
    Case("a wrong choice", 'kind = "press"', 'kind = "pres"', 'kind = "pres"', "source.press.kind",
         "must be one of primary, mirror, press, weak", "did you mean `press`?"),
    Case("a choice like no other", 'kind = "press"', 'kind = "xyzzy"', "xyzzy",
         "source.press.kind", "must be one of primary, mirror, press, weak"),
    Case("another currency", '"USD"', '"EUR"', "EUR", "currency", "must be USD"),
    Case("no product", 'product = "Llama"\n', "", "[offer.llama]", "offer.llama.product",
         "is missing", 'write product = "…"'),
    Case("no unit", 'unit = "flat", per = "once"', 'per = "once"', "price = 0,",
         "offer.llama.reading.free.lines[1].unit", "is missing", "one of agency, user, flat"),
    Case("a reading without sources", 'sources = ["gsa-xai", "press"]\n', "",
         "[[offer.grok.reading]]", f"{GROK}.reading.per-term.sources", "is missing", SOURCES_HINT),
    Case("an event without a source", 'text = "Signed"\nsources = ["gsa-xai"]',
         'text = "Signed"\nsources = []', "sources = []", f"{GROK}.event[1].sources",
         "needs at least one entry", SOURCES_HINT),
    Case("a list price without sources", 'label = "Grok Business"\nsources = ["press"]',
         'label = "Grok Business"', "[offer.grok.list]", f"{GROK}.list.sources", "is missing",
         SOURCES_HINT),
    Case("a term without sources", 'in process"\nsources = ["press"]', 'in process"',
         "[[offer.grok.term]]", f"{GROK}.term[1].sources", "is missing", SOURCES_HINT),
    Case("no readings", CATALOG[CATALOG.index("[[offer.claude.reading]]") :
                                  CATALOG.index("[assumption.hosting]")], "", "[offer.claude]",
         "offer.claude.reading", "is missing", "write [[offer.claude.reading]]"),
    Case("empty text", '"Grok for Government"', '""', 'product = ""', f"{GROK}.product",
         "must not be empty"),
    Case("blank text", '"Grok for Government"', '"  "', 'product = "  "', f"{GROK}.product",
         "must not be blank"),
    Case("an id with capitals", "[vendor.meta]", "[vendor.Meta_AI]", "[vendor.Meta_AI]",
         "vendor.Meta_AI", "the id `Meta_AI` must be of small letters, digits and hyphens",
         "write `meta-ai`"),
    Case("a reading's id with a space", '"per-year"', '"per year"', 'id = "per year"',
         "offer.claude.reading.per year.id",
         "the id `per year` must be of small letters, digits and hyphens", "write `per-year`"),
    Case("a date in quotes", "starts = 2025-08-12", 'starts = "2025-08-12"', '"2025-08-12"',
         "offer.claude.starts", "must be a date, not text", "write it without quotes"),
    Case("a date with a time", "starts = 2025-08-12", "starts = 2025-08-12T10:00:00", "T10:00",
         "offer.claude.starts", "must be a date, not a date with a time", "write 2025-08-12"),
    Case("a year long gone", "starts = 2025-08-12", "starts = 0205-08-12", "0205",
         "offer.claude.starts", "must be 1990-01-01 or later"),
    Case("a year far off", "as_of = 2026-10-08", "as_of = 2206-10-08", "as_of", "as_of",
         "must be 2199-12-31 or earlier"),
    Case("an unknown vendor", 'vendor = "xai"', 'vendor = "xia"', 'vendor = "xia"',
         f"{GROK}.vendor", "there is no vendor `xia`", "did you mean `xai`?"),
    Case("an unknown source", '["gsa-xai", "press"]', '["gsa-xia", "press"]', "gsa-xia",
         f"{GROK}.reading.per-term.sources[1]", "there is no source `gsa-xia`",
         "did you mean `gsa-xai`?"),
    Case("an unknown assumption", 'assume = "hosting"', 'assume = "hostng"', "hostng",
         f"{HOSTING}.assume", "there is no assumption `hostng`", "did you mean `hosting`?"),
    Case("an unknown successor", "term_months = 18", 'term_months = 18\nreplaced_by = "grog"',
         "replaced_by", f"{GROK}.replaced_by", "there is no offer `grog`", "did you mean `grok`?"),
    Case("an offer that replaces itself", "term_months = 18",
         'term_months = 18\nreplaced_by = "grok"', "replaced_by", f"{GROK}.replaced_by",
         "an offer cannot replace itself"),
    Case("no default reading", 'A dollar a year"\ndefault = true', 'A dollar a year"',
         "[[offer.claude.reading]]", "offer.claude.reading",
         "none of the readings is the default", "write `default = true` in one"),
    Case("two default readings", 'every month"', 'every month"\ndefault = true # two', "# two",
         f"{GROK}.reading.per-month.default", "another reading is the default already",
         "an offer has one"),
    Case("one reading twice", 'id = "per-month"', 'id = "per-term" # two', "# two",
         f"{GROK}.reading.per-term.id", "`per-term` is here twice", "take one out"),
    Case("one source twice", '["gsa-xai", "press"]', '["press", "press"]', '["press", "press"]',
         f"{GROK}.reading.per-term.sources[2]", "`press` is here twice", "take one out"),
    Case("a term of no length", "ends = 2027-03-14\nterm_months = 18\n", "", 'per = "term"',
         f"{TERM_LINE}.per", "`term` needs `ends` or `term_months` in the offer",
         "write one of them in [offer.grok]"),
    Case("a term that is not that of its dates", "term_months = 18", "term_months = 17",
         "term_months", f"{GROK}.term_months",
         "says 17, but 18 months begin from 2025-09-25 to `ends` 2027-03-14", "or write 18"),
    Case("an answer to no question", 'question = "courts"', 'question = "court"', "question = ",
         f"{GROK}.answer[1].question", "there is no question `court`", "did you mean `courts`?"),
    Case("a question answered twice", "", '''
[[offer.grok.answer]] # two
question = "courts"
text = "no"
sources = ["press"]
''', "", f"{GROK}.answer[2].question", "`courts` is here twice", "take one out"),
    Case("a question twice", 'id = "ends"', 'id = "courts" # two', "# two", "question.courts.id",
         "`courts` is here twice", "take one out"),
    Case("a refuted default", 'quote = "$0.42 per agency"', 'refuted_by = ["press"]', "refuted_by",
         f"{GROK}.reading.per-term.refuted_by", "a reading that is refuted cannot be the default",
         "make another the default"),
    Case("a refutation from nowhere", 'every month"', 'every month"\nrefuted_by = ["pres"]',
         "refuted_by", f"{GROK}.reading.per-month.refuted_by[1]", "there is no source `pres`",
         "did you mean `press`?"),
    Case("an end before the start", "ends = 2027-03-14", "ends = 2025-09-24", "ends = 2025-09-24",
         f"{GROK}.ends", "ends on 2025-09-24, before it starts on 2025-09-25",
         "`ends` is the last day"),
    Case("announced when it was over", "announced = 2025-09-25", "announced = 2027-03-15", "ends =",
         f"{GROK}.ends", "ends on 2027-03-14, before it was announced on 2027-03-15",
         "`ends` is the last day"),
    Case("both price and assumption", "times = 1.5", "price = 2", "assume =", f"{HOSTING}.assume",
         "a line has either `price` or `assume`, not both"),
    Case("neither price nor assumption", 'assume = "hosting", times = 1.5, ', "",
         'component = "hosting"', f"{HOSTING}.price", "a line needs `price` or `assume`",
         "write a price in dollars, or the name of an [assumption.ID]"),
    Case("a factor of nothing", "price = 30", "price = 30, times = 2", "times = 2",
         f"{GROK}.list.lines[1].times", "`times` goes with `assume`", "take it out"),
    Case("until before from", "until = 12", "until = 2", "until = 2",
         f"{GROK}.list.lines[1].until", "must be after `from` (2)", "is not included"),
    Case("until from the start", "from = 2, until = 12", "until = 0", "until = 0",
         f"{GROK}.list.lines[1].until", "must be at least 1", "is not included"),
    Case("a table for a list", "[[offer.grok.term]]", "[offer.grok.term]", "[offer.grok.term]",
         f"{GROK}.term", "must be a list, not a table", "write [[offer.grok.term]]"),
    Case("a list for a table", "[offer.grok.list]", "[[offer.grok.list]]", "[[offer.grok.list]]",
         f"{GROK}.list", "must be a table, not a list", "write [offer.grok.list]"),
    Case("a list for offers", "[offer.claude]\nvendor", "[[offer.claude]]\nvendor",
         "[[offer.claude]]", "offer.claude", "must be a table, not a list",
         "write [offer.claude]"),
    Case("one source without brackets", '["gsa-xai", "press"]', '"press"', 'sources = "press"',
         f"{GROK}.reading.per-term.sources", "must be a list, not text", "sources = [ … ]"),
]  # fmt: skip


def problems_of(text: str | bytes, folder: Path) -> tuple[Problem, ...]:
    path = folder / "deals.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    with pytest.raises(ProblemsError) as raised:
        read_catalog(path)
    assert {problem.path for problem in raised.value.problems} == {str(path)}
    return raised.value.problems


@pytest.mark.parametrize("case", CASES, ids=[case.name.replace(" ", "_") for case in CASES])
def test_one_mistake_is_named_once_with_its_line_its_key_and_a_hint(
    case: Case, tmp_path: Path
) -> None:
    text = broken(CATALOG, case.old, case.new)
    found = problems_of(text, tmp_path)
    wanted = [problem for problem in found if case.message in problem.message]
    assert len(wanted) == 1, "\n".join(map(str, found))
    problem = wanted[0]
    assert case.is_told_by(problem, text), problem
    others = [str(one) for one in found if one is not problem]
    assert all("there is no" in other for other in others), others


def test_there_are_many_ways_to_be_wrong() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


def test_several_mistakes_in_one_file_are_all_listed_from_top_to_bottom(tmp_path: Path) -> None:
    text = CATALOG
    for old, new in [
        ('currency = "USD"', 'currency = "EUR"'),
        ('vendor = "xai"', 'vendor = "xia"'),
        ("ends = 2027-03-14", "ends = 2020-01-01"),
        ("price = 30", "price = -1"),
        ('status = "signed"', 'status = "singed"'),
        ("times = 1.5", "tiems = 1.5"),
        ("value = 40179.20", 'value = "40179.20"'),
    ]:
        text = broken(text, old, new)
    found = problems_of(text, tmp_path)
    assert [problem.key for problem in found] == [
        "currency",
        "offer.grok.vendor",
        "offer.grok.ends",
        "offer.grok.list.lines[1].price",
        "offer.grok.event[1].status",
        "offer.llama.reading.free.lines[2].tiems",
        "assumption.hosting.suggestion[1].value",
    ]
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)


def test_a_misspelt_key_hides_no_mistake_in_the_key_that_was_meant(tmp_path: Path) -> None:
    text = broken(CATALOG, 'quote = "$0.42 per agency"', 'quotes = "x"\nquote = 5')
    assert [problem.message for problem in problems_of(text, tmp_path)] == [
        "is not a known key",
        "must be text, not a whole number",
    ]
    text = broken(CATALOG, "starts = 2025-08-12", "start = 2025-08-12")
    (problem,) = problems_of(text, tmp_path)
    assert problem.hint == "did you mean `starts`?"


def test_a_problem_reads_as_path_line_key_message_and_hint(tmp_path: Path) -> None:
    text = broken(CATALOG, 'vendor = "xai"', 'vendor = "xia"')
    (problem,) = problems_of(text, tmp_path)
    line = line_of(text, "xia")
    assert str(problem) == (
        f"{tmp_path / 'deals.toml'}:{line}: offer.grok.vendor: "
        "there is no vendor `xia` (did you mean `xai`?)"
    )
    assert str(Problem("a.toml", 0, "", "is empty")) == "a.toml: is empty"
    assert str(Problem("--set", 0, "months", "no")) == "--set: months: no"


def test_a_catalog_without_offers_is_none(tmp_path: Path) -> None:
    (problem,) = problems_of(CATALOG[: CATALOG.index("[offer.grok]")], tmp_path)
    assert problem.key == "offer"
    assert problem.message == "a catalog needs at least one offer"


def test_a_circle_of_successors_is_named_once_with_its_line(tmp_path: Path) -> None:
    text = CATALOG
    for offer, after in (("grok", "llama"), ("llama", "claude"), ("claude", "llama")):
        head = f"[offer.{offer}]\n"
        text = broken(text, head, f'{head}replaced_by = "{after}" # {offer}\n')
    (problem,) = problems_of(text, tmp_path)
    assert problem.line == line_of(text, "# claude")
    assert problem.key == "offer.claude.replaced_by"
    assert problem.message == ("the offers replace each other in a circle: llama → claude → llama")


def test_an_empty_file_lacks_everything_and_says_so(tmp_path: Path) -> None:
    found = problems_of("", tmp_path)
    assert {problem.key for problem in found} == {"schema", "title", "as_of", "currency", "offer"}


def test_a_file_that_is_not_utf8_names_the_line_of_the_bad_byte(tmp_path: Path) -> None:
    content = CATALOG.encode().replace(b"A newspaper", b"Le Journal fran\xe7ais")
    (problem,) = problems_of(content, tmp_path)
    assert problem.message == "byte 0xe7 is not UTF-8"
    assert problem.line == line_of(CATALOG, "A newspaper")
    assert problem.hint == "save the file as UTF-8"


def test_a_byte_order_mark_and_windows_line_ends_are_welcome(tmp_path: Path) -> None:
    path = tmp_path / "deals.toml"
    path.write_bytes(b"\xef\xbb\xbf" + CATALOG.replace("\n", "\r\n").encode())
    windows = read_catalog(path)
    path.write_bytes(CATALOG.encode())
    assert windows == read_catalog(path)
    text = broken(CATALOG, "price = 30", "price = -30")
    (problem,) = problems_of(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), tmp_path)
    assert problem.line == line_of(text, "price = -30")


def test_a_nul_byte_is_a_mistake_in_the_toml(tmp_path: Path) -> None:
    (problem,) = problems_of(CATALOG.replace("A newspaper", "A \0"), tmp_path)
    assert "illegal character" in problem.message
    assert "\0" not in str(problem)


def test_a_number_of_thousands_of_digits_does_not_hang(tmp_path: Path) -> None:
    (problem,) = problems_of(broken(CATALOG, "= 18", f"= {'9' * 5000}"), tmp_path)
    assert problem.message == "a whole number in it has thousands of digits"


def test_lists_a_thousand_deep_do_not_crash(tmp_path: Path) -> None:
    (problem,) = problems_of(f"x = {'[' * 5000}", tmp_path)
    assert problem.message == "not TOML: tables are nested too deep"


def test_a_file_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    (problem,) = problems_of("#" * 32_000_001, tmp_path)
    assert problem.message == "is larger than 32 MB"


def test_a_missing_file_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "deals.toml").write_text(CATALOG)
    with pytest.raises(ProblemsError) as raised:
        read_catalog(tmp_path / "deels.toml")
    assert str(raised.value) == (
        f"{tmp_path / 'deels.toml'}: there is no such file (did you mean `deals.toml`?)"
    )
    with pytest.raises(ProblemsError, match=r"there is no such file$"):
        read_catalog(tmp_path / "nowhere" / "deals.toml")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="this is a folder, not a file"):
        read_catalog(tmp_path)


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deals.toml"
    path.write_text(CATALOG)

    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ProblemsError, match="no permission to read it"):
        read_catalog(path)


def test_a_path_that_no_system_opens_is_a_problem_and_no_crash() -> None:
    with pytest.raises(ProblemsError, match="cannot be read"):
        read_catalog(Path("a\0b"))


def test_escape_sequences_never_reach_the_terminal_by_way_of_a_message(tmp_path: Path) -> None:
    text = broken(CATALOG, "[vendor.meta]", '[vendor."\\u001b[31m"]\n"\\u001b[0m" = 1')
    found = problems_of(text, tmp_path)
    assert found
    assert all("\x1b" not in str(problem) for problem in found)
