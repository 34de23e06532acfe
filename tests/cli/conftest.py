"""Run the command as its user does, in this process: arguments in, exit code and two streams out."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from wagecheck.cli import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]

PAPERS: Mapping[str, str] = {
    "项目概况.csv": """项目,内容
项目编码,P1
项目名称,滨江花园3号
行政区划代码,360113
资金性质,政府投资
建设单位,江南置业有限公司
施工总承包单位,赣北建工集团有限公司
施工合同额,2000万元
施工合同签订日期,2025.1.2
开工日期,2025-01-10
工资支付日,15
劳资专管员,周专管
""",
    "花名册.csv": """姓名,身份证号码,所属单位,工资卡号,进场日期,劳动合同签订日期
张大山,360199199001011238,赣江劳务,6217001000000000017,2025-01-12,2025-01-11
""",
    "工资表.csv": """2025年3月农民工工资表,,,,
姓名,身份证号码,出勤天数,应发工资,实发工资,本人签字
张大山,360199199001011238,22,"5,000.00",5000,√
""",
    "流水.csv": """交易日期,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要
2025-02-10,,10000,10000,江南置业有限公司,,人工费
2025-03-10,,10000,20000,江南置业有限公司,,人工费
2025-04-14,4000,,16000,张大山,6217001000000000017,工资
2025-05-14,100,,15900,张大山,6217001000000000017,工资
""",
}


def write_papers(folder: Path, *changes: tuple[str, str]) -> Path:
    """Put the papers of the small dossier into a folder, with these words replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in PAPERS.items():
        told = text
        for was, is_now in changes:
            told = told.replace(was, is_now)
        (folder / name).write_text(told, "utf-8")
    return folder


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no configuration or key of the machine reach a test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A small dossier of four CSV files: one worker, owed 900 yuan."""
    return write_papers(tmp_path / "dossier")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `wagecheck` with these arguments."""

    def ran(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["wagecheck", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        streams = capsys.readouterr()
        return Ran(int(stopped.value.code or 0), streams.out, streams.err)

    return ran
