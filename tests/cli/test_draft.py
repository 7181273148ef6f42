"""`luodi draft`: what is written where, what the check then says, and what is refused."""

from pathlib import Path

import pytest

from luodi.cli.main import main
from tests.text.formats.making import make_docx

REFERENCE = Path(__file__).resolve().parents[2] / "reference"
TEXT = """南昌市人民政府关于支持示例企业的若干意见
各县（区）人民政府：
一、对新上规企业给予20万元奖励。（责任单位：市工信局）
二、严禁向企业摊派费用。
2020年3月4日
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "库").mkdir()
    (tmp_path / "库" / "reference").symlink_to(REFERENCE)
    (tmp_path / "原文.txt").write_text(TEXT, "utf-8")
    return tmp_path / "库"


def draft(root: Path, *arguments: str, name: str = "原文.txt") -> int:
    return main(["draft", str(root.parent / name), "-o", str(root), *arguments])


def test_the_folder_and_its_source_are_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draft(root, "--id", "demo-firms") == 0
    assert sorted(path.relative_to(root).as_posix() for path in root.glob("[ps]*/**/*") if path.is_file()) == [
        "policies/demo-firms/document.yaml",
        "policies/demo-firms/draft.yaml",
        "policies/events.yaml",
        "policies/facts.yaml",
        "sources/原文.txt",
    ]
    assert "待遇 1、禁令 1" in capsys.readouterr().out


def test_the_check_lists_what_is_left_apart(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft(root, "--id", "demo-firms")
    capsys.readouterr()
    assert main(["check", "--root", str(root)]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("起草的文件里还有 1 处待写：\n")
    assert "[to-be-written] if 还没有写；应为：一个条件（FEEL）。要写成规则的话：“对新上规企业”" in printed.err
    assert "错误 0 处，待写 1 处" in printed.out


def test_written_out_the_check_goes_on_to_the_next_thing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft(root, "--id", "demo-firms")
    (root / "policies" / "facts.yaml").write_text(
        "新上规: {type: 是否, of: 企业, question: 是新上规企业吗？, source: demo-firms 一}\n", "utf-8"
    )
    rules = root / "policies" / "demo-firms" / "draft.yaml"
    rules.write_text(rules.read_text("utf-8").replace("if: 待写", "if: 新上规"), "utf-8")
    capsys.readouterr()
    assert main(["check", "--root", str(root)]) == 2
    printed = capsys.readouterr().err
    assert "[no-case]" in printed and "待写" not in printed


def test_a_word_document_is_drafted_as_it_is(root: Path) -> None:
    (root.parent / "文件.docx").write_bytes(make_docx(TEXT.splitlines()))
    assert draft(root, name="文件.docx") == 0
    assert (root / "sources" / "文件.docx").is_file()
    assert main(["check", "--root", str(root)]) == 2


def test_nothing_is_overwritten_unasked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draft(root, "--id", "demo-firms") == 0
    rules = root / "policies" / "demo-firms" / "draft.yaml"
    rules.write_text("# 人写的\n", "utf-8")
    assert draft(root, "--id", "demo-firms") == 2
    assert "这个文件夹已经有了" in capsys.readouterr().err
    assert rules.read_text("utf-8") == "# 人写的\n"
    assert draft(root, "--id", "demo-firms", "--force") == 0
    assert "待写" in rules.read_text("utf-8")
    assert draft(root) == 2
    assert "库里已经有了" in capsys.readouterr().err


def test_another_text_of_the_same_name_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "sources").mkdir()
    (root / "sources" / "原文.txt").write_text("别的文件\n", "utf-8")
    assert draft(root) == 2
    assert "同名而内容不同" in capsys.readouterr().err
    assert not (root / "policies").exists()


@pytest.mark.parametrize(("text", "words"), [("", "空的"), ("今天开会，讨论了几件事情，没有形成文件，下次再议。\n", "没有读到标题")])
def test_what_cannot_be_drafted_is_one_message(text: str, words: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root.parent / "原文.txt").write_text(text, "utf-8")
    assert draft(root) == 2
    assert words in capsys.readouterr().err
    assert not (root / "policies").exists()


def test_a_missing_file_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draft(root, name="没有.txt") == 2
    assert "没有.txt：没有这个文件" in capsys.readouterr().err


def test_the_folder_itself_may_be_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for out in (root / "policies" / "demo-one", root / "policies"):
        source = root.parent / f"{out.name}.txt"
        source.write_text(TEXT.replace("示例企业", f"{out.name}示例企业"), "utf-8")
        assert main(["draft", str(source), "-o", str(out)]) == 0
    folders = sorted(path.name for path in (root / "policies").iterdir() if path.is_dir())
    assert folders[0] == "demo-one" and folders[1].startswith("doc-20200304-")


def test_a_new_library_is_whole_in_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(REFERENCE.parent)
    (tmp_path / "原文").write_text(TEXT, "utf-8")
    assert main(["draft", str(tmp_path / "原文"), "-o", str(tmp_path / "新库")]) == 0
    assert (tmp_path / "新库" / "sources" / "原文.txt").is_file()
    capsys.readouterr()
    assert main(["check", "--root", str(tmp_path / "新库")]) == 2
    assert "错误 0 处，待写 1 处" in capsys.readouterr().out


def test_a_name_that_cannot_be_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draft(root, "--id", "示例") == 2
    assert "不能用的字符" in capsys.readouterr().err
