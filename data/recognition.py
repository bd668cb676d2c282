"""What the headings of a file mean: a table of what streets, cities and map services call each field."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

REMARK = re.compile(r"\(.*?\)|\[.*?\]|[\s_\-.:/*]")

LEVELS = {
    "street": ("街道", "乡镇", "镇街", "镇", "street", "district", "town", "subdistrict"),
    "community": ("社区", "村居", "居委会", "村", "community", "village", "neighborhood", "council", "nc"),
    "grid": ("网格", "基础网格", "综合网格", "大网格", "grid"),
    "micro_grid": ("微网格", "小网格", "邻", "microgrid", "lin"),
    "building": ("楼栋", "楼宇", "建筑物", "建筑", "楼", "房屋", "building", "footprint"),
}
"""Level → what stands for it in headings and in names of files and layers."""

ABOVE = {"community": "street", "grid": "community", "micro_grid": "grid", "building": "micro_grid"}
CODE_WORDS = ("编码", "编号", "代码", "码", "id", "code", "no", "number")
NAME_WORDS = ("名称", "名", "name", "")

HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "areas": {
        "code": (
            "编码",
            "编号",
            "代码",
            "行政区划代码",
            "区划代码",
            "统一编码",
            "code",
            "areacode",
            "bid",
            "id",
            "externalid",
            "objectid",
        ),
        "name": ("名称", "区域名称", "小区名称", "name", "title"),
        "parent": ("所属编码", "上级编码", "上级代码", "父级编码", "所属区域编码", "parent", "parentcode", "parentid"),
        "households": (
            *("户数", "总户数", "居民户数", "常住户数", "户籍户数", "住户数", "家庭户数", "人口户数", "实有户数"),
            *("households", "household", "hh", "hhest", "nhouseholds"),
        ),
        "residents": (
            *(
                "人口",
                "人口数",
                "总人口",
                "常住人口",
                "人数",
                "总人数",
                "居民人数",
                "居民数",
                "实有人口",
                "人口人数",
                "人口总数",
            ),
            *("residents", "population", "pop", "persons"),
        ),
    },
    "lines": {
        "kind_field": ("类型", "种类", "道路类型", "道路等级", "kind", "type", "highway", "waterway"),
        "name": ("名称", "道路名称", "路名", "河流名称", "name"),
    },
    "places": {
        "kind_field": ("类型", "种类", "类别", "设施类型", "场所类型", "kind", "type", "amenity"),
        "name": ("名称", "场所名称", "设施名称", "单位名称", "地点", "地名", "点位名称", "name", "title"),
        "area": ("网格编码", "所属网格编码", "社区编码", "区域编码", "areacode"),
    },
    "issues": {
        "reference": (
            *("工单编号", "工单号", "案件编号", "案件号", "事件编号", "事件号", "任务号", "流水号", "受理编号", "编号"),
            *("reference", "srnumber", "id", "caseid", "ticket", "requestid"),
        ),
        "reported_at": (
            *(
                "受理时间",
                "上报时间",
                "登记时间",
                "创建时间",
                "来电时间",
                "反映时间",
                "发生时间",
                "立案时间",
                "提交时间",
            ),
            *("reportedat", "createdat", "createddate", "opened", "requestdate"),
        ),
        "category": (
            *(
                "类别",
                "类型",
                "事件类别",
                "事件类型",
                "案件类型",
                "问题类型",
                "问题类别",
                "诉求类别",
                "诉求类型",
                "小类",
            ),
            *("category", "type", "requesttype"),
        ),
        "title": ("标题", "事件标题", "工单标题", "诉求标题", "主题", "事件名称", "title", "subject"),
        "status": ("状态", "工单状态", "事件状态", "办理状态", "处理状态", "案件状态", "status", "state"),
        "is_urgent": ("是否紧急", "紧急", "是否加急", "isurgent", "urgent"),
        "due_at": (
            "办理期限",
            "办结期限",
            "截止时间",
            "到期时间",
            "处置期限",
            "要求办结时间",
            "dueat",
            "duedate",
            "deadline",
        ),
        "closed_at": ("办结时间", "结案时间", "关闭时间", "完成时间", "closedat", "closeddate"),
        "updated_at": ("更新时间", "修改时间", "最后更新时间", "updatedat", "updateddate"),
        "address": ("地址", "事发地址", "详细地址", "发生地址", "位置", "事发位置", "address", "location"),
        "area_code": (
            "网格编码",
            "网格编号",
            "网格代码",
            "所属网格编码",
            "社区编码",
            "区域编码",
            "areacode",
            "gridcode",
        ),
    },
    "rosters": {
        "area_code": (
            *("网格编码", "网格编号", "网格代码", "所属网格编码", "所属网格", "社区编码", "区域编码", "编码"),
            *("areacode", "gridcode", "villagecode", "code"),
        ),
        "organization": (
            *("党组织", "所属党组织", "党支部", "所属党支部", "支部", "组织", "组织名称", "队伍", "志愿队伍", "单位"),
            *("organization", "organisation", "branch", "team"),
        ),
        "kind": ("类别", "人员类别", "类型", "人员类型", "身份", "kind"),
        "count": ("人数", "数量", "总数", "合计", "count", "number", "heads"),
    },
}
"""Kind of load → field → its headings, without blanks and remarks; what is said first is taken first."""

LONGITUDES = (
    "经度",
    "坐标经度",
    "东经",
    "lon",
    "lng",
    "long",
    "longitude",
    "x",
    "x坐标",
    "坐标x",
    "东坐标",
    "easting",
    "lon84",
)
LATITUDES = ("纬度", "坐标纬度", "北纬", "lat", "latitude", "y", "y坐标", "坐标y", "北坐标", "northing", "lat84")
SHAPES = ("wkt", "geom", "geometry", "thegeom", "坐标串", "边界", "图形", "空间数据")

Guess = dict[str, str]


def plain(heading: str) -> str:
    """A heading as it is compared: half-width, lower case, without blanks, remarks and marks."""
    return REMARK.sub("", unicodedata.normalize("NFKC", heading).casefold())


def recognise_fields(load: str, headings: Sequence[str], level: str | None = None) -> Guess:
    """Field → the heading that means it, where one does; of areas the level's own words go before all others."""
    known = {plain(heading): heading for heading in reversed(headings)}
    found = {field: _pick(known, words) for field, words in HEADINGS[load].items()}
    if load == "areas" and level in LEVELS:
        found |= {field: heading for field, heading in _recognise_level(known, level).items() if heading}
    return {field: heading for field, heading in found.items() if heading is not None}


def recognise_shape(headings: Sequence[str]) -> Guess:
    """`wkt`, or `lon` and `lat`: the headings of a table that hold its shape; empty when none look like it."""
    known = {plain(heading): heading for heading in reversed(headings)}
    shape, lon, lat = (_pick(known, words) for words in (SHAPES, LONGITUDES, LATITUDES))
    if lon and lat:
        return {"lon": lon, "lat": lat}
    return {"wkt": shape} if shape else {}


def recognise_level(names: Sequence[str], headings: Sequence[str]) -> str | None:
    """The level of areas: by the names of layer and file, else by the deepest level that has a code of its own."""
    by_name = next((level for name in names for level in _list_levels(name)), None)
    known = {plain(heading): heading for heading in headings}
    deepest = (level for level in reversed(LEVELS) if _recognise_level(known, level).get("code"))
    return by_name or next(deepest, None)


def recognise_load(shapes: str | None, headings: Sequence[str]) -> str:
    """What a file can be loaded as: by its shapes, and for points and tables by what the headings say."""
    if shapes and any(word in shapes for word in ("Polygon", "Surface")):
        return "areas"
    if shapes and any(word in shapes for word in ("Line", "Curve")):
        return "lines"
    issues, roster = recognise_fields("issues", headings), recognise_fields("rosters", headings)
    if "reported_at" in issues or "srnumber" in map(plain, headings):
        return "issues"
    if not shapes and "wkt" in recognise_shape(headings):
        return "areas"
    if "organization" in roster and "area_code" in roster:
        return "rosters"
    return "places" if shapes or recognise_shape(headings) else "rosters"


def _recognise_level(known: Mapping[str, str], level: str) -> dict[str, str | None]:
    own, above = LEVELS[level], LEVELS.get(ABOVE.get(level, ""), ())
    codes = [word + end for word in own for end in CODE_WORDS]
    parents = [start + word + end for start in ("所属", "所在", "") for word in above for end in CODE_WORDS]
    names = [word + end for end in NAME_WORDS for word in own]
    return {"code": _pick(known, codes), "name": _pick(known, names), "parent": _pick(known, parents)}


def _list_levels(name: str) -> list[str]:
    """The levels that a name speaks of; micro-grids first, for their word holds that of the grids."""
    order = ("micro_grid", "grid", "community", "building", "street")
    words = re.findall(r"[a-z]+|[^\x00-\x7f]+", name.casefold().replace("_", " "))
    return [level for level in order if any(_speaks(word, level) for word in words)]


def _speaks(word: str, level: str) -> bool:
    return any(word == own or word == own + "s" or (not own.isascii() and own in word) for own in LEVELS[level])


def _pick(known: Mapping[str, str], words: Sequence[str]) -> str | None:
    return next((known[word] for word in words if word in known), None)
