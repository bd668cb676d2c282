"""What happens in the demo street: sources and categories of issues, invented after the style of city catalogues.

Categories, limits and handling times are the demo's own: no standard is quoted.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Where issues come from: their `share` of all, weights of the 24 hours and of Monday to Sunday."""

    name: str
    share: float
    hours: tuple[float, ...]
    weekdays: tuple[float, ...]


@dataclass(frozen=True)
class Category:
    """A kind of issue: its weight, hours to close (median, spread of the logarithm), hours allowed, where it happens.

    `place` is road or building; `sources` are the sources that report it; `urgent` the share of urgent ones.
    """

    name: str
    weight: float
    hours: float
    spread: float
    allowed: float
    place: str
    sources: tuple[str, ...]
    titles: tuple[str, ...]
    urgent: float = 0.03


HOTLINE, PATROL, CITY = "demo_hotline_12345", "demo_patrol", "demo_city_management"
ONLINE, PETITION, POLICE = "demo_online_inquiry", "demo_petition", "demo_police_110_transfer"


def _hours(weights: str) -> tuple[float, ...]:
    return tuple(float(weight) for weight in weights.split())


WORK_WEEK = (1.08, 1.05, 1.0, 1.0, 1.05, 0.72, 0.62)
SOURCES = (
    Source(
        HOTLINE,
        0.35,
        _hours("3 2 1 1 1 3 8 18 36 52 50 40 26 28 42 46 42 36 28 29 26 19 12 6"),
        WORK_WEEK,
    ),
    Source(
        PATROL,
        0.31,
        _hours("0 0 0 0 0 0 4 22 60 74 66 32 8 14 50 64 52 26 9 8 5 2 0 0"),
        (1.1, 1.1, 1.05, 1.05, 1.1, 0.6, 0.45),
    ),
    Source(
        CITY,
        0.20,
        _hours("0 0 0 0 0 2 14 40 54 56 50 32 16 26 48 52 46 32 24 20 12 5 2 0"),
        (1, 1, 1, 1, 1, 0.95, 0.9),
    ),
    Source(
        ONLINE,
        0.08,
        _hours("9 5 2 1 1 2 6 14 22 26 28 26 34 26 22 22 24 26 32 44 52 50 36 20"),
        (1, 1, 1, 1, 1, 1.15, 1.2),
    ),
    Source(
        PETITION,
        0.014,
        _hours("0 0 0 0 0 0 0 0 16 60 62 32 0 6 38 40 24 4 0 0 0 0 0 0"),
        (1.6, 1.1, 1, 1, 0.8, 0, 0),
    ),
    Source(
        POLICE,
        0.04,
        _hours("32 22 14 9 6 5 7 14 18 20 20 20 22 20 20 22 24 28 34 42 50 54 52 44"),
        (0.9, 0.9, 0.9, 1, 1.2, 1.4, 1.2),
    ),
)

PUBLIC = (HOTLINE, ONLINE, PATROL)
STREET_WORK = (CITY, PATROL, HOTLINE)
CATEGORIES = (
    Category("占道经营", 12, 18, 0.8, 48, "road", STREET_WORK, ("流动摊点占用人行道", "店外经营占道", "早市摊位越线")),
    Category(
        "违规停车",
        11,
        16,
        0.8,
        48,
        "road",
        (CITY, PATROL, HOTLINE, POLICE),
        ("车辆占用人行道", "路口违规停车", "车辆堵住出入口"),
    ),
    Category("垃圾堆放", 10, 24, 0.7, 60, "building", STREET_WORK, ("垃圾满溢未清", "建筑垃圾堆放", "垃圾分类点脏乱")),
    Category(
        "噪音扰民", 9, 40, 0.8, 96, "building", (HOTLINE, ONLINE, POLICE), ("夜间施工噪音", "音响外放扰民", "设备噪音")
    ),
    Category(
        "路灯不亮", 7, 60, 0.6, 120, "road", (CITY, PATROL, HOTLINE), ("整段路灯不亮", "路灯闪烁", "楼间路灯不亮")
    ),
    Category("井盖破损", 4, 30, 0.7, 60, "road", (CITY, PATROL), ("井盖松动异响", "井盖破损", "雨水篦子缺失"), 0.22),
    Category(
        "消防通道堵塞", 6, 22, 0.8, 48, "building", (PATROL, HOTLINE), ("消防通道停放车辆", "楼道堆物堵塞通道"), 0.14
    ),
    Category(
        "邻里纠纷",
        6,
        190,
        0.6,
        360,
        "building",
        (HOTLINE, POLICE, PATROL),
        ("楼上楼下渗水争议", "公共空间使用争议", "装修时间争议"),
    ),
    Category("渗水漏水", 5, 220, 0.6, 360, "building", PUBLIC, ("外墙渗水", "楼顶漏水", "管道漏水"), 0.04),
    Category("管道堵塞", 5, 60, 0.7, 120, "building", PUBLIC, ("污水外溢", "下水管堵塞"), 0.06),
    Category("油烟扰民", 4, 190, 0.6, 360, "building", (HOTLINE, ONLINE), ("餐饮油烟直排", "烧烤油烟扰民")),
    Category("电动车违规充电", 5, 36, 0.8, 72, "building", (PATROL, HOTLINE), ("楼道内充电", "飞线充电"), 0.08),
    Category("道路破损", 4, 260, 0.5, 480, "road", STREET_WORK, ("路面坑洼", "人行道地砖松动", "盲道破损")),
    Category(
        "绿化修剪", 4, 220, 0.5, 480, "road", (PATROL, HOTLINE, ONLINE), ("树枝遮挡窗户", "绿地枯枝未清", "行道树倾斜")
    ),
    Category("公共设施损坏", 4, 170, 0.6, 360, "building", PUBLIC, ("健身器材损坏", "单元门损坏", "休息座椅破损")),
    Category("违法搭建", 2.5, 340, 0.5, 720, "building", (CITY, HOTLINE, PATROL), ("楼顶搭建", "一楼围占公共绿地")),
    Category("物业服务", 4, 210, 0.6, 480, "building", (HOTLINE, ONLINE), ("保洁不及时", "电梯维修慢", "门禁长期损坏")),
    Category("宠物扰民", 2.5, 60, 0.7, 120, "building", (HOTLINE, ONLINE, POLICE), ("犬只未牵绳", "犬吠扰民")),
    Category("信访事项", 1, 330, 0.4, 720, "none", (PETITION,), ("",), 0.0),
)
