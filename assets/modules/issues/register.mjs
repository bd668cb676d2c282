/** IssueRegister: the list of issues with its filters. The address holds them, so that a link opens the same list. */
import { describeCount, fillIn } from "../numbers.mjs";
import { IssueExport } from "./export.mjs";
import { IssueFilters } from "./filters.mjs";
import { find, findAnew, forget, tryAgain, useFound } from "./found.mjs";
import { useNews } from "./news.mjs";
import { IssueRows } from "./rows.mjs";

const { createElement: h, useEffect, useState } = window.React;

const LIST = "/issues";

/** @param {object} props as dashboard/issue_pieces.py describes them */
export function IssueRegister({ id, values: given, area, choices, language, drawn, words }) {
    const found = useFound();
    const [values, setValues] = useState(given);
    const query = writeQuery(values);
    useEffect(() => setValues(given), [drawn]);
    useEffect(() => {
        if (history.state?.list !== found.readAt) forget();
    }, []);
    useEffect(() => find(query), [query]);
    useEffect(() => keepAddress(query, Object.keys(values), found.readAt), [query, found.readAt]);
    const isPresent = found.shown === query && found.state === "here";
    return h(
        "section",
        { id, className: `issue-register ${found.shown === query ? "" : "is-former"}`, "aria-busy": found.state === "asking" },
        h(IssueFilters, { values, area: values.area ? area : null, choices, change: setValues, words }),
        h(Summary, { found, query, words, children: h(IssueExport, { query, language, words }) }),
        h(News, { words }),
        isPresent && found.rows.length === 0
            ? h(Empty, { values, area, choices, clear: () => setValues(clearValues(values)), words })
            : h(IssueRows, { found, words }),
    );
}

/** How many were found, and what is counted only; or that what is asked for could not be fetched. */
function Summary({ found, query, words, children }) {
    const { counts, shown, state } = found;
    const isFormer = shown !== query;
    const told = counts && !isFormer ? describeFound(counts, words) : [words.loading];
    return h(
        "div",
        { className: "issue-summary" },
        isFormer && state === "failed"
            ? h(Failure, { words })
            : h("p", { role: "status" }, told.map((text, index) => h("span", { key: index, className: index ? "quiet" : "" }, text))),
        children,
    );
}

/** @param {{words: object}} props */
function Failure({ words }) {
    return h(
        "p",
        { className: "issue-failure", role: "alert" },
        words.failed,
        h("button", { type: "button", onClick: tryAgain }, words.again),
    );
}

/**
 * @param {{count: number, petitions: number, most: number}} counts
 * @param {object} words
 * @returns {string[]}
 */
function describeFound({ count, petitions, most }, words) {
    const write = (number) => (number > most ? `${describeCount(most)}+` : describeCount(number));
    return [
        fillIn(words.found, { count: write(count) }),
        petitions > 0 && fillIn(words.petitions, { count: write(petitions) }),
        count > most && fillIn(words.cut, { count: describeCount(most) }),
    ].filter(Boolean);
}

/** A quiet line: the list changes when the reader wants it. */
function News({ words }) {
    const { count, isUncertain } = useNews();
    if (count === 0 && !isUncertain) return null;
    return h(
        "p",
        { className: "issue-news", role: "status" },
        count > 0 ? fillIn(words.changed, { count }) : words.uncertain,
        h("button", { type: "button", onClick: findAnew }, words.show),
    );
}

/** Nothing fits: what was asked for, and a way out. */
function Empty({ values, area, choices, clear, words }) {
    const limits = Object.entries(values).filter(([name, value]) => value && name !== "order");
    return h(
        "div",
        { className: "issue-empty" },
        h("p", null, words.none),
        h("p", { className: "quiet" }, limits.map(([name, value]) => describeLimit(name, value, { area, choices, words })).join(" · ")),
        h("button", { type: "button", onClick: clear }, words.clear),
    );
}

/**
 * @param {string} name
 * @param {string} value
 * @param {object} props
 */
function describeLimit(name, value, { area, choices, words }) {
    if (name === "area") return area?.name ?? value;
    if (name === "overdue") return words.overdue;
    const label = choices[name]?.find(([choice]) => choice === value)?.[1] ?? value;
    return name in choices ? label : `${words[name]} ${label}`;
}

/** @param {import("./filters.mjs").Values} values */
const clearValues = (values) => Object.fromEntries(Object.keys(values).map((name) => [name, KEPT[name] ?? ""]));
/** What an address without parameters means. */
const KEPT = { status: "open", order: "deadline" };

/** @param {import("./filters.mjs").Values} values @returns {string} without what is as by default */
function writeQuery(values) {
    const told = Object.entries(values).filter(([name, value]) => value && value !== KEPT[name]);
    return new URLSearchParams(told).toString();
}

/**
 * @param {string} query
 * @param {string[]} names of the filters; other parameters stay in the address
 * @param {number} list who returns to this place of the history returns to the list that was read then
 */
function keepAddress(query, names, list) {
    if (location.pathname !== LIST) return; // the reader is on the way to another page
    const others = [...new URLSearchParams(location.search)].filter(([name]) => !names.includes(name));
    const search = new URLSearchParams([...new URLSearchParams(query), ...others]).toString();
    history.replaceState({ ...history.state, list }, "", search ? `${location.pathname}?${search}` : location.pathname);
}
