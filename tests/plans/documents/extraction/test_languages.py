"""Vietnamese is known with and without its diacritics, other languages are not taken for it."""

import pytest

from plans.documents.extraction.languages import is_vietnamese


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022, Sở Ngoại vụ xây dựng kế hoạch công tác thi đua năm 2024 "
        "như sau",
        "Can cu Luat Thi dua, khen thuong, So Ngoai vu xay dung ke hoach cong tac thi dua nam 2024 nhu sau: cac "
        "phong, don vi",
        "Văn phòng",
        "KẾ HOẠCH 2024 TT Nội dung Đơn vị Thời gian 1 Họp 15/3",
        "",
        "12345 67",
    ],
)
def test_vietnamese_is_known(text: str) -> None:
    assert is_vietnamese(text)


@pytest.mark.parametrize(
    "text",
    [
        "The department shall submit the annual report to the ministry by the end of this month, with all annexes "
        "attached.",
        "Le ministère présente le plan annuel de travail et les délais à respecter pour chaque service de la région "
        "concernée.",
        "El plan anual de trabajo establece las fechas para que todos los departamentos presenten sus informes al "
        "ministerio.",
        "O plano anual estabelece as datas para que os departamentos apresentem os seus relatórios; não há exceções "
        "à regra.",
        "Rencana kerja tahunan menetapkan tanggal bagi semua unit untuk menyampaikan laporan kepada kementerian "
        "terkait segera.",
        "这是 年度 工作 计划 各 部门 应 按 时间 提交 报告 给 办公室 并 参加 会议 和 总结 工作",
    ],
)
def test_other_languages_are_not_vietnamese(text: str) -> None:
    assert not is_vietnamese(text)
