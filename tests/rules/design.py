"""What the design says of the rules: severity, kind, and the fact that each judges. Written down by hand."""

DESIGN = {
    "P03": ("橙", "法定", "project"),
    "P06": ("橙", "法定", "project"),
    "P07": ("橙", "法定", "project"),
    "D01": ("红", "法定", "deposit"),
    "D02": ("橙", "法定", "deposit"),
    "D03": ("红", "法定", "deposit"),
    "D06": ("橙", "法定", "instrument"),
    "D08": ("红", "法定", "instrument"),
    "E01": ("黄", "法定", "advance"),
    "A01": ("红", "法定", "project"),
    "A02": ("橙", "法定", "project"),
    "A07": ("红", "法定", "transaction"),
    "A08": ("红", "法定", "transaction"),
    "A09": ("红", "法定", "transaction"),
    "A11": ("黄", "疑点", "transaction"),
    "A14": ("橙", "法定", "project_month"),
    "R01": ("红", "法定", "worker"),
    "R02": ("红", "法定", "worker"),
    "R04": ("橙", "法定", "worker"),
    "R08": ("橙", "法定", "worker"),
    "R10": ("红", "法定", "worker"),
    "K01": ("黄", "数据", "worker_month"),
    "W01": ("红", "法定", "worker_month"),
    "W03": ("橙", "法定", "worker_month"),
    "W05": ("红", "法定", "worker_month"),
    "W06": ("橙", "法定", "worker_month"),
    "W07": ("红", "法定", "worker_month"),
    "B02": ("红", "法定", "payment"),
    "B03": ("红", "法定", "card"),
    "L01": ("橙", "法定", "project"),
    "L02": ("橙", "法定", "project"),
    "X01": ("红", "预警", "worker"),
    "X02": ("红", "预警", "project"),
    "F01": ("黄", "疑点", "payment"),
}
"""Rule → severity, kind, fact frame."""

SUSPICIONS_ABOVE_YELLOW = {"K02"}
"""The one suspicion that the design lets stand above 黄."""
