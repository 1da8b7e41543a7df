"""The module with the real program, where no cell can be renewed."""

import math
import subprocess
import sys

import pytest

from conftest import PROGRAM, ROOT
from runreport import ProgramError, ProgramMissing, RunDetails
from runreport import cell

HOSTILE = '"></iframe><script>parent.broken=1</script><img src=x onerror="parent.broken=1">'


def details(tmp_path, run, **more):
    return RunDetails(run, store=tmp_path / "runs", program=PROGRAM, **more)


def test_metrics_are_lists_of_every_value_whatever_they_are(tmp_path, written):
    written("a", [
        {"name": "loss", "value": 0.5}, {"name": "loss", "value": "nan"}, {"name": "loss", "value": "-inf"},
        {"name": "accuracy", "value": 1}])
    metrics = details(tmp_path, "a").get_metrics()
    assert metrics["accuracy"] == [1]
    assert metrics["loss"][0] == 0.5 and math.isnan(metrics["loss"][1]) and metrics["loss"][2] == -math.inf


def test_names_of_metrics_may_hold_what_python_ends_lines_at(tmp_path, written):
    name = "a\u2028b\u0085c\u2029\x0b\x1e"
    written("a", [{"name": name, "value": 1}, {"name": name, "value": 2}])
    assert details(tmp_path, "a").get_metrics() == {name: [1, 2]}


def test_text_for_a_terminal_holds_nothing_that_steers_it():
    text = cell.bundle("", "run\x1b]0;title\x07 \x9b1m\u202e é · 5 s")["text/plain"]
    assert text == "run\ufffd]0;title\ufffd \ufffd1m\ufffd é · 5 s"


def test_a_run_without_metrics_has_none(tmp_path, written):
    written("a")
    assert details(tmp_path, "a").get_metrics() == {}


def test_runs_of_the_same_name_are_not_mixed_up(tmp_path, written):
    written("a", [{"name": "loss", "value": 1}])
    written("b", [{"name": "loss", "value": 2}], name="a")
    assert details(tmp_path, "b").get_metrics() == {"loss": [2]}


def test_where_no_cell_can_be_renewed_text_and_the_link_are_printed(tmp_path, written, capsys):
    written("a", [{"name": "loss", "value": 0.25}])
    details(tmp_path, "a", base="https://ml.example.org/runs/").show()
    printed = capsys.readouterr().out
    assert "completed" in printed and "0.25" in printed
    assert printed.rstrip().splitlines()[-1].startswith("https://ml.example.org/runs/experiments/digits-")


def test_the_link_leads_to_the_page_that_build_makes(tmp_path, written):
    written("a")
    site = tmp_path / "site"
    subprocess.run(
        [PROGRAM, "build", tmp_path / "runs", "--output", site, "--no-cache", "--quiet"], check=True)
    url = details(tmp_path, "a").get_portal_url(base=site.as_uri() + "/")
    assert (site / url.removeprefix(site.as_uri() + "/")).is_file()


def test_a_link_needs_an_address_that_is_safe_to_follow(tmp_path, written):
    written("a")
    with pytest.raises(ValueError, match="base="):
        details(tmp_path, "a").get_portal_url()
    with pytest.raises(ValueError, match="http"):
        details(tmp_path, "a").get_portal_url(base="javascript://x/%0Aalert(1)")


def test_a_program_that_is_not_there_is_told_with_what_to_do(monkeypatch):
    monkeypatch.delenv("RUNREPORT", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ProgramMissing, match=r"\$RUNREPORT"):
        RunDetails("a")
    with pytest.raises(ProgramMissing, match="program="):
        RunDetails("a", program="/nowhere/runreport")


def test_a_run_that_is_not_there_is_told_in_the_words_of_the_program(tmp_path, written):
    written("lunar-comet")
    with pytest.raises(ProgramError, match="lunar-comet") as failure:
        details(tmp_path, "lunar-komet").get_status()
    assert failure.value.status == 66


def test_a_run_whose_name_is_an_option_is_a_name(tmp_path, written):
    written("a", name="--help")
    assert details(tmp_path, "--help").describe()["id"] == "a"


def test_waiting_prints_the_log_and_gives_the_status(tmp_path, train, capsys):
    training = train("a")
    (training.folder / ".end").write_text("failed")
    assert details(tmp_path, "a").wait_for_completion(show_output=True) == "failed"
    assert "step 0 done" in capsys.readouterr().out


def test_a_run_that_is_silent_is_stale(tmp_path, written):
    written("a", status="running")
    assert details(tmp_path, "a").get_status() == "stale"


def test_the_page_of_a_run_holds_no_script_no_link_and_nothing_of_the_store_as_markup(tmp_path, written):
    written(
        "a", [{"name": HOSTILE, "step": step, "value": step} for step in range(3)], log=HOSTILE + "\x1b[31mred\n",
        name=HOSTILE, parameters={HOSTILE: HOSTILE}, tags={HOSTILE: HOSTILE}, error=HOSTILE, parent=HOSTILE)
    page = details(tmp_path, "a")._program.page("a")
    for forbidden in ["<script", "<img", "<iframe", "</iframe", "<a ", "@import", "url("]:
        assert forbidden not in page, forbidden
    assert page.count("</style") == 1 and "<svg" in page and "f1>red" in page
    assert 'srcdoc="<' not in cell.frame(page, 300) and cell.frame(page, 300).count('sandbox=""') == 1


def test_secrets_are_masked_in_the_page_the_log_included(tmp_path, written):
    secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    written("a", log=f"using {secret}\n", parameters={"github_token": secret})
    page = details(tmp_path, "a")._program.page("a")
    assert secret not in page and "masked" in page


def test_a_log_is_shown_from_its_last_lines(tmp_path, written):
    written("a", log="".join(f"line {number}\n" for number in range(1000)))
    page = details(tmp_path, "a")._program.page("a")
    assert "line 960\n" in page and "line 959\n" not in page and "line 999\n" in page


def test_children_are_listed_with_their_status(tmp_path, written):
    written("sweep", kind="sweep")
    written("trial-1", parent="sweep", status="failed")
    page = details(tmp_path, "sweep")._program.page("sweep")
    assert "trial-1" in page and ">failed<" in page


def test_the_module_needs_no_ipython_to_be_loaded():
    code = "import sys; sys.modules['IPython'] = None; from runreport import cell; assert cell.shell() is None"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT / "Sources/Notebook")
