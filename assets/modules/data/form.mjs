/** What a reader says of a file: layer, what it holds, which column is what, and in which coordinates. */
import { describeCount, fillIn } from "../numbers.mjs";
import { Columns } from "./columns.mjs";
import { Check, Choice, Line } from "./controls.mjs";
import { Mapping } from "./mapping.mjs";
import { listMissing, listNeeded } from "./needs.mjs";
import { Place } from "./place.mjs";

const { createElement: h, Fragment } = window.React;

/**
 * @param {{file: object, description: object, told: object, isReading: boolean, fault: ?string,
 *     mapping: ?number, follow: (id: string) => void, keep: (name: string) => Promise<void>,
 *     say: (part: object) => void, leave: () => void, start: (task: string) => void, kinds: object[],
 *     levels: [string, string][], requests: object, words: object}} props
 */
export function Form(props) {
    const { file, description, told, isReading, fault, say, leave, start, kinds, levels, requests, words } = props;
    const { mapping, follow, keep } = props;
    const kind = kinds.find(({ name }) => name === told.what) ?? kinds[0];
    const missing = listMissing(listNeeded(kind, description, words), told);
    return h(
        "div",
        { className: `data-form ${isReading ? "is-reading" : ""}`, "aria-busy": isReading },
        h(FileHead, { file, description, leave, words }),
        fault && h("p", { className: "data-fault", role: "alert" }, fault),
        h(
            "div",
            { className: "data-columns-and-place" },
            h(
                "div",
                { className: "data-said" },
                h(About, { description, told, say, kinds, levels, words }),
                h(Columns, { description, told, say, kind, words }),
                h(More, { description, told, say, words }),
                h(Mapping, { description, mapping, follow, keep, words }),
            ),
            h(Place, { key: file.id, file, description, told, say, requests, words }),
        ),
        h(
            "div",
            { className: "data-start" },
            missing.length > 0 && h("p", { role: "status" }, fillIn(words.missing, { names: missing.join(words.comma) })),
            h("button", { type: "button", disabled: missing.length > 0 || isReading, onClick: () => start("rehearse") }, words.rehearse),
            h(
                "button",
                { type: "button", className: "is-main", disabled: missing.length > 0 || isReading, onClick: () => start("load") },
                words.load,
            ),
        ),
    );
}

/** The file's name and size. */
function FileHead({ file, description, leave, words }) {
    const rows = description.rows === null ? null : fillIn(words.rows, { count: describeCount(description.rows) });
    return h(
        "div",
        { className: "data-file" },
        h("strong", null, file.name),
        h("span", { className: "quiet" }, [description.shapes, rows].filter(Boolean).join(" · ")),
        h("button", { type: "button", onClick: leave }, words.other),
    );
}

/** Layer, rows of the headings, what it is, and what only that needs. */
function About({ description, told, say, kinds, levels, words }) {
    const { layers, headings } = description;
    return h(
        "div",
        { className: "data-about" },
        layers.length > 1 &&
            h(Choice, { name: "layer", label: words.layer, told, say: (part) => say({ ...part, headings: "", level: "", what: "" }), choices: same(layers) }),
        headings && h(Line, { name: "headings", label: words.headings, told, say }),
        h(Choice, { name: "what", label: words.what, told, say, choices: kinds.map(({ name, label }) => [name, label]) }),
        told.what === "areas" && h(Choice, { name: "level", label: words.level, told, say, choices: [["", "—"], ...levels] }),
        ["lines", "places"].includes(told.what) && !told.kind_field && h(Line, { name: "kind", label: words.kind, told, say }),
        ["issues", "rosters"].includes(told.what) && h(Line, { name: "source", label: words.source, told, say }),
        told.what === "rosters" &&
            h(Choice, { name: "roster", label: words.roster, told, say, choices: [["", words.either], ...pairs(words, ["party_member", "volunteer"])] }),
    );
}

/** What is seldom wanted. */
function More({ description, told, say, words }) {
    const fields = same(description.fields.map(({ name }) => name));
    const replaces = { areas: words.replaces, lines: words.removes, places: words.removes }[told.what];
    return h(
        "details",
        { className: "data-more" },
        h("summary", null, words.more),
        description.shapes && h(Choice, { name: "only", label: words.only, told, say, choices: [["", "—"], ...fields] }),
        told.what === "areas" && h(Systems, { told, say, words }),
        replaces && h(Check, { name: "replaces", label: replaces, told, say }),
        told.what === "issues" && h(Line, { name: "time_zone", label: words.time_zone, told, say }),
        h(Check, { name: "is_strict", label: words.strict, told, say }),
    );
}

/** Whose codes they are, and whether they are areas beside the tree: those have none above them. */
function Systems({ told, say, words }) {
    const systems = [["", words.own_codes], ...Object.entries(words.code_systems)];
    return h(
        Fragment,
        null,
        h(Choice, { name: "code_system", label: words.code_system, told, say, choices: systems }),
        h(Line, { name: "system", label: words.division, told, say }),
    );
}

const same = (names) => names.map((name) => [name, name]);
const pairs = (words, names) => names.map((name) => [name, words[name]]);
