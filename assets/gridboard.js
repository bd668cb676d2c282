/**
 * Registers our React components for Dash and the functions that its callbacks name.
 * Dash needs both before its renderer starts; each component's code is an ES module that loads when it is first drawn.
 */
(function register() {
    const { createElement, lazy, Suspense } = window.React;
    const folder = new URL("modules/", document.currentScript.src);

    /**
     * @param {string} file module in assets/modules
     * @param {string} name component that it exports
     * @returns {(props: object) => object} a component that draws nothing until its module is there
     */
    function component(file, name) {
        const Loaded = lazy(async () => ({ default: (await import(new URL(file, folder)))[name] }));
        return (props) => createElement(Suspense, { fallback: null }, createElement(Loaded, props));
    }

    /**
     * @param {string} file module in assets/modules
     * @param {string} name function that it exports
     * @returns {(...inputs: any[]) => Promise<any>}
     */
    function callback(file, name) {
        return async (...inputs) => (await import(new URL(file, folder)))[name](...inputs);
    }

    window.gridboard = {
        maps: {},
        GridMap: component("grid_map.mjs", "GridMap"),
        LiveFigure: component("live_figure.mjs", "LiveFigure"),
        LiveState: component("live_state.mjs", "LiveState"),
        Legend: component("legend.mjs", "Legend"),
        RankList: component("rank_list.mjs", "RankList"),
        AreaLink: component("area_link.mjs", "AreaLink"),
        Deadline: component("deadline.mjs", "Deadline"),
        PanelFault: component("panel_fault.mjs", "PanelFault"),
        IssueNews: component("issue_news.mjs", "IssueNews"),
    };
    window.dash_clientside = window.dash_clientside || {};
    window.dash_clientside.gridboard = {
        choose_area: callback("choices.mjs", "selectClicked"),
        choose_measure: callback("choices.mjs", "chooseMeasure"),
        choose_levels: callback("choices.mjs", "chooseLevels"),
        keep_address: callback("address.mjs", "keepAddress"),
        watch_issues: callback("issue_news.mjs", "watchIssues"),
    };
})();
