/**
 * Registers our React components for Dash and the functions that its callbacks name.
 * Dash needs both before its renderer starts; each component's code is an ES module that loads when it is first drawn.
 */
{
    const COMPONENTS = {
        GridMap: "grid_map.mjs",
        LiveFigure: "live_figure.mjs",
        FigureAge: "figure_age.mjs",
        LiveState: "live_state.mjs",
        Legend: "legend.mjs",
        Fold: "fold.mjs",
        ClassChoice: "class_choice.mjs",
        MeasureCard: "measure_card.mjs",
        CountChange: "past_figures.mjs",
        ResidentShare: "past_figures.mjs",
        TodayFigures: "past_figures.mjs",
        Yesterday: "yesterday.mjs",
        SheetGrip: "sheet_grip.mjs",
        Choices: "choices_row.mjs",
        RankList: "rank_list.mjs",
        AreaLink: "area_link.mjs",
        Deadline: "deadline.mjs",
        IssueList: "issue_list.mjs",
        IssueNews: "issue_news.mjs",
        PanelFault: "panel_fault.mjs",
        EarlyHead: "early_head.mjs",
        PointCard: "point_card.mjs",
        PointLegend: "point_legend.mjs",
        StatusLine: "status_line.mjs",
        ReturnWatch: "return_watch.mjs",
        SearchBox: "search_box.mjs",
        LanguageSwitch: "language_switch.mjs",
        LookLink: "look_link.mjs",
        Verification: "verification.mjs",
        BackButton: "back_button.mjs",
        IssueRegister: "issues/register.mjs",
        IssueChange: "issues/change.mjs",
        DataDesk: "data/desk.mjs",
        FindingRegister: "quality/register.mjs",
        WallClock: "wall/clock.mjs",
        AreaTitle: "wall/area_title.mjs",
        BoardTotal: "wall/total.mjs",
        TodayFlow: "wall/notes.mjs",
        OldestOverdue: "wall/notes.mjs",
        VolunteerShare: "wall/volunteer_share.mjs",
        SourceBars: "wall/source_bars.mjs",
        OnTimeBars: "wall/on_time_bars.mjs",
        NewestIssues: "wall/newest_issues.mjs",
        BoardChart: "wall/chart.mjs",
        Renewal: "wall/renewal.mjs",
        TourStops: "wall/tour_stops.mjs",
        Tour: "wall/tour_piece.mjs",
    };
    const CALLBACKS = {
        choose_area: ["choices.mjs", "selectClicked"],
        show_measure: ["choices.mjs", "showMeasure"],
        choose_per: ["choices.mjs", "choosePerOf"],
        offer_pers: ["choices.mjs", "offerPers"],
        choose_levels: ["choices.mjs", "chooseLevels"],
        choose_points: ["choices.mjs", "choosePoints"],
        fit_place: ["choices.mjs", "fitPlace"],
        keep_address: ["address.mjs", "keepAddress"],
        watch_selected: ["issue_news.mjs", "watchSelected"],
        pass_minute: ["minutes.mjs", "passMinute"],
    };
    const { createElement, lazy, Suspense } = window.React;
    const folder = new URL("modules/", document.currentScript.src);

    /** A component that draws nothing until its module is there. */
    const component = ([name, file]) => {
        const Loaded = lazy(async () => ({ default: (await import(new URL(file, folder)))[name] }));
        return [name, (props) => createElement(Suspense, { fallback: null }, createElement(Loaded, props))];
    };
    const callback = ([name, [file, exported]]) => [
        name,
        async (...inputs) => (await import(new URL(file, folder)))[exported](...inputs),
    ];

    // All of it loads while Dash starts; what only the wall or the pages of issues draw, there alone.
    const isHere = (file) => !file.includes("/") || location.pathname.startsWith(`/${file.split("/")[0]}`);
    const files = Object.values(COMPONENTS).filter(isHere);
    files.forEach((file) => import(new URL(file, folder)));
    window.gridboard = { maps: {}, written: {}, ...Object.fromEntries(Object.entries(COMPONENTS).map(component)) };
    window.dash_clientside ??= {};
    window.dash_clientside.gridboard = Object.fromEntries(Object.entries(CALLBACKS).map(callback));
}
