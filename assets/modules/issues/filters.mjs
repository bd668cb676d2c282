/** The filters of the list: each a control of the browser's own, large enough for a thumb. */
const { createElement: h, useState } = window.React;

/** @typedef {Object<string, string>} Values by parameter, empty where nothing is limited */

/**
 * @param {{values: Values, area: ?{code: string, name: string}, choices: Object<string, [string, string][]>,
 *     change: (values: Values) => void, words: object}} props
 */
export function IssueFilters({ values, area, choices, change, words }) {
    const [isOpen, setOpen] = useState(false);
    const put = (name) => (value) => change({ ...values, [name]: value });
    const select = (name) => h(Select, { name, value: values[name], choices: choices[name], put: put(name), words });
    return h(
        "div",
        { className: `issue-filters ${isOpen ? "is-open" : ""}`, role: "group", "aria-label": words.filters },
        h(FiltersSwitch, { values, isOpen, toggle: () => setOpen(!isOpen), words }),
        area &&
            h(
                "button",
                { type: "button", className: "area-limit", onClick: () => put("area")(""), "aria-label": `${words.drop} ${area.name}` },
                area.name,
                h("span", { "aria-hidden": true }, "×"),
            ),
        ["status", "source", "category"].map((name) => h("div", { key: name, className: "filter" }, select(name))),
        h(Overdue, { isOn: values.overdue === "yes", put: put("overdue"), words }),
        ["since", "until"].map((name) => h(Day, { key: name, name, value: values[name], put: put(name), words })),
        h("div", { className: "filter" }, select("order")),
    );
}

/** Where there is little room: opens the others, and tells how many of them limit the list. */
function FiltersSwitch({ values, isOpen, toggle, words }) {
    const limits = ["source", "category", "since", "until"].filter((name) => values[name]).length;
    const count = limits + (values.status === "open" ? 0 : 1);
    return h(
        "button",
        { type: "button", className: "filters-switch", "aria-expanded": isOpen, onClick: toggle },
        count > 0 ? `${words.filters} · ${count}` : words.filters,
    );
}

/** @param {{name: string, value: string, choices: [string, string][], put: (value: string) => void, words: object}} props */
function Select({ name, value, choices, put, words }) {
    const known = choices.some(([choice]) => choice === value) ? choices : [...choices, [value, value]];
    return h(
        "label",
        null,
        h("span", null, words.columns[name] ?? words[name]),
        h(
            "select",
            { name, value, onChange: (event) => put(event.target.value) },
            known.map(([choice, label]) => h("option", { key: choice, value: choice }, label)),
        ),
    );
}

/** @param {{isOn: boolean, put: (value: string) => void, words: object}} props */
function Overdue({ isOn, put, words }) {
    return h(
        "button",
        { type: "button", className: "overdue-switch", "aria-pressed": isOn, onClick: () => put(isOn ? "" : "yes") },
        words.overdue,
    );
}

/** @param {{name: string, value: string, put: (value: string) => void, words: object}} props */
function Day({ name, value, put, words }) {
    return h(
        "div",
        { className: "filter" },
        h(
            "label",
            null,
            h("span", null, words[name]),
            h("input", { type: "date", name, value, onChange: (event) => put(event.target.value) }),
        ),
    );
}
