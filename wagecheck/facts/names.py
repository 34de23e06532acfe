"""What a name on a bank line says: a person, an organisation, or one of the bank's own accounts."""

import polars as pl
from polars import col

_ORGANISATION = (
    "公司|企业|集团|中心|合作社|银行|支行|分行|事务所|学校|医院|委员会|协会|政府|财政|商行|经营部|项目部|工作室|门市|超市|基金"
    "|.{2,}(?:厂|店|部|局|社|院|站|所|队|处|行|馆|库)$"
)
_ONE_SURNAME = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂"
    "成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫"
    "费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡"
    "鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿"
    "国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜阿羊母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢"
    "嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧由"
)
_TWO_SURNAMES = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|南宫|独孤|长孙|宇文"
_DOTS = "·•・･‧∙⋅.．。"
"""Dots between the parts of a name: each office and bank has its own."""

_DOTTED = rf"\p{{Han}}+[{_DOTS}]\p{{Han}}[\p{{Han}}{_DOTS}]*"
_PERSON = rf"^(?:[{_ONE_SURNAME}]\p{{Han}}{{1,3}}|(?:{_TWO_SURNAMES})\p{{Han}}{{1,2}}|{_DOTTED})$"
_BANK_ACCOUNT = (
    "代发|代付|代扣|批量|工资|账户|专户|款项|汇款|平台|业务|清算|"
    "过渡|待划|待转|待处理|应解|汇总|网银|银联|支付|手续费|利息|税"
)


def folded(name: str) -> pl.Expr:
    """Fold a unit's name for comparison: no white space, brackets of one width."""
    return pl.col(name).str.replace_all(r"\s", "").str.replace_all("[(（]", "(").str.replace_all("[)）]", ")")


def wholly_folded(name: str) -> pl.Expr:
    """Fold a title for comparison: also width, and every kind of bracket and dash."""
    plain = pl.col(name).str.normalize("NFKC").str.replace_all(r"\s", "").str.to_uppercase()
    round_open, round_close = plain.str.replace_all(r"[\[{【〔「『〈《]", "("), r"[\]}】〕」』〉》]"
    return round_open.str.replace_all(round_close, ")").str.replace_all("[‐‑–—−]", "-")


def read_once(frame: pl.DataFrame, *names: str, **read: pl.Expr) -> pl.DataFrame:
    """Add what is read in texts. There are few different texts and many rows: each is read once."""
    texts = frame.select(names).unique().with_columns(**read)
    return frame.join(texts, on=names, how="left", nulls_equal=True, maintain_order="left")


def with_folded(frame: pl.DataFrame, name: str, alias: str) -> pl.DataFrame:
    """Add a title wholly folded."""
    return read_once(frame, name, **{alias: wholly_folded(name)})


def bearing(name: pl.Expr) -> pl.Expr:
    """Fold a person's name for comparison with the bank's: width, case, white space, dots and dashes do not matter.

    Nor does a remark in brackets behind it.
    """
    plain = name.str.normalize("NFKC").str.replace_all(rf"[\s{_DOTS}'’`_-]", "").str.to_uppercase()
    return plain.str.replace(r"^(.+?)[(【\[].*[)】\]]$", "${1}")


def is_person(name: str) -> pl.Expr:
    """Say whether a name is that of a natural person: a surname, a given name, no word of a bank's account.

    Null without a name. In doubt the answer is no: a line to nobody in particular accuses nobody.
    """
    return col(name).str.contains(_PERSON) & ~is_organisation(name) & ~col(name).str.contains(_BANK_ACCOUNT)


def is_organisation(name: str) -> pl.Expr:
    """Say whether a counterparty's name is that of an organisation; null without a name."""
    return col(name).str.contains(_ORGANISATION)
