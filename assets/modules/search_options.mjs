/** What was found, as options in groups, each with what choosing it does. */
import { chooseArea } from "./choices.mjs";
import { fillIn } from "./numbers.mjs";
import { nameSource } from "./sources.mjs";
import { travel } from "./travel.mjs";

const { createElement: h } = window.React;

/** @typedef {{title: string, note: string, choose: () => void}} Option */

/**
 * @param {?import("./search_request.mjs").Found} found
 * @param {string} target id of the map
 * @param {object} words
 * @returns {{name: string, options: Option[]}[]} without empty groups
 */
export function groupOptions(found, target, words) {
    if (!found) return [];
    const groups = [
        { name: words.areas, options: found.areas.map((area) => areaOption(area, target, words)) },
        { name: words.addresses, options: found.addresses.map((place) => addressOption(place, target, words)) },
        { name: words.issues, options: found.issues.map((issue) => issueOption(issue, words)) },
    ];
    return groups.filter((group) => group.options.length);
}

/** @param {import("./search_request.mjs").Place & {path: string[]}} area */
function areaOption(area, target, words) {
    const level = words.levels[area.level] ?? area.level;
    return {
        title: area.name,
        note: [level, area.path.join(" › "), area.code].filter(Boolean).join(" · "),
        choose: () => goTo(area, target),
    };
}

/** @param {{address: string, area: import("./search_request.mjs").Place, issues: number}} place */
function addressOption({ address, area, issues }, target, words) {
    return {
        title: address,
        note: `${area.name} · ${fillIn(words.count, { count: issues })}`,
        choose: () => goTo(area, target),
    };
}

/** @param {{id: number, source: string, source_reference: string, category: string, status: string}} issue */
function issueOption(issue, words) {
    return {
        title: issue.source_reference,
        note: [issue.category, nameSource(issue.source, words), words.statuses[issue.status] ?? issue.status].join(" · "),
        choose: () => travel(`/issues/${issue.id}`),
    };
}

/**
 * On the map's page the map goes there; any other page is left for it.
 * @param {import("./search_request.mjs").Place} area
 * @param {string} target id of the map
 */
function goTo({ id, code, level }, target) {
    if (document.getElementById(target)) chooseArea(target, { id, code, level });
    else travel(`/?area=${encodeURIComponent(code)}`);
}

/**
 * @param {string} id of the list
 * @param {{name: string, options: Option[]}[]} groups
 * @param {number} active position of the option that Enter chooses
 * @param {(option: Option) => void} choose
 */
export function drawGroups(id, groups, active, choose) {
    let position = 0;
    return groups.map(({ name, options }, group) =>
        h(
            "ul",
            { key: name, role: "group", "aria-labelledby": `${id}-group-${group}` },
            h("li", { id: `${id}-group-${group}`, role: "presentation", className: "search-group" }, name),
            options.map((option) => drawOption(id, option, position++, active, choose)),
        ),
    );
}

function drawOption(id, option, position, active, choose) {
    return h(
        "li",
        {
            key: position,
            id: optionId(id, position),
            role: "option",
            "aria-selected": position === active,
            onClick: () => choose(option),
        },
        h("strong", null, option.title),
        h("span", { className: "quiet" }, option.note),
    );
}

/**
 * @param {string} id of the list
 * @param {number} position
 */
export function optionId(id, position) {
    return `${id}-option-${position}`;
}
