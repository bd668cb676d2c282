/** FindingRegister: the findings of the last check by severity, their kinds, and what runs the check. */
import { askJson } from "../asking.mjs";
import { describeCount, fillIn } from "../numbers.mjs";
import { makeOrder } from "../order.mjs";
import { CheckState } from "./check_state.mjs";
import { Completeness } from "./completeness.mjs";
import { drawPlaces } from "./places.mjs";

const { createElement: h, useEffect, useRef, useState } = window.React;

/** Each severity has a shape of its own beside its color. */
const SHAPES = ["", "◆", "▲", "●"];
const MOST = 5000;
const NO_ROWS = { rows: [], next: null, hasFailed: false };

/** @param {object} props as dashboard/quality_pieces.py describes them */
export function FindingRegister({ id, map, state: given, kind: first, chosen: begin, language, words }) {
    const [check, setCheck] = useState(given.check);
    const [kind, setKind] = useState(first);
    const [chosen, setChosen] = useState(null);
    const places = useRef(null);
    const list = useFindings(check?.id, kind, language);
    const [isWhole, setWhole] = useState(true);
    const choose = async (wanted) => {
        const found = typeof wanted === "number" ? await fetchOne(wanted, language) : wanted;
        if (found) setChosen(found);
    };
    useEffect(() => {
        places.current = drawPlaces(map, choose);
        if (begin) choose(begin);
        return () => places.current.end();
    }, []);
    useEffect(() => {
        if (check) places.current.show(kind, setWhole);
    }, [check?.id, kind]);
    useEffect(() => {
        places.current.open(chosen, matchMedia("(prefers-reduced-motion: reduce)").matches);
        keepAddress(kind, chosen?.id);
    }, [kind, chosen]);
    const isRight = check && check.counts.length === 0;
    return h(
        "section",
        { id, className: "finding-register" },
        h(CheckState, { given, check, setCheck, language, words }),
        chosen && h(Chosen, { finding: chosen, close: () => setChosen(null), words }),
        isRight && h("p", { className: "finding-empty", role: "status" }, words.right),
        check && !isRight && h(Kinds, { check, kind, setKind, words }),
        !isWhole && h("p", { className: "quiet" }, fillIn(words.cut, { count: describeCount(MOST) })),
        check && !isRight && h(Rows, { list, chosen, choose, words }),
        check && h(Completeness, { filled: check.filled, words }),
    );
}

/** The finding whose place is shown, whole. */
function Chosen({ finding, close, words }) {
    return h(
        "div",
        { className: "finding-chosen", role: "status" },
        h(Told, { finding }),
        !finding.box && h("span", { className: "quiet" }, words.nowhere),
        h("button", { type: "button", onClick: close }, words.close),
    );
}

function Kinds({ check, kind, setKind, words }) {
    const all = check.counts.reduce((sum, [, , , count]) => sum + count, 0);
    const option = (value, name, count) => h("option", { key: value, value }, `${name} ${describeCount(count)}`);
    return h(
        "label",
        { className: "finding-kinds" },
        h("span", null, words.findings),
        h(
            "select",
            { value: kind, onChange: (event) => setKind(event.target.value) },
            option("", words.all, all),
            check.counts.map(([value, , name, count]) => option(value, name, count)),
        ),
    );
}

function Rows({ list, chosen, choose, words }) {
    const row = (finding) =>
        h(
            "li",
            { key: finding.id },
            h(
                "button",
                { type: "button", "aria-pressed": chosen?.id === finding.id, onClick: () => choose(finding) },
                h(Told, { finding }),
            ),
        );
    return h(
        "div",
        { className: "finding-rows" },
        h("ol", null, list.rows.map(row)),
        list.hasFailed && h("p", { role: "alert" }, words.lost),
        (list.next || list.hasFailed) && h("button", { type: "button", className: "finding-more", onClick: list.more }, words.more),
    );
}

function Told({ finding }) {
    const { severity, rank, kind, sentence } = finding;
    return h(
        "span",
        { className: "finding-told" },
        h("i", { className: `severity-${severity}`, role: "img", "aria-label": rank }, SHAPES[severity]),
        h("b", null, kind),
        h("span", null, sentence),
    );
}

/**
 * @param {?number} check
 * @param {string} kind
 * @param {string} language
 */
function useFindings(check, kind, language) {
    const [list, setList] = useState(NO_ROWS);
    const order = useRef(null);
    const read = (former, after) => {
        order.current?.end();
        const address = `/quality/findings.json?kind=${kind}&after=${after}&lang=${language}`;
        const take = ({ rows, next }) => setList({ rows: [...former, ...rows], next, hasFailed: false });
        const fail = () => setList({ rows: former, next: after, hasFailed: true });
        order.current = makeOrder((signal) => askJson(address, { signal }), take, fail);
        order.current.now();
    };
    useEffect(() => {
        setList(NO_ROWS); // rows of another kind are not continued
        if (check) read([], "0,0");
        return () => order.current?.end();
    }, [check, kind]);
    return { ...list, more: () => read(list.rows, list.next ?? "0,0") };
}

/** @returns {Promise<?object>} the finding with this id, null when it is gone */
async function fetchOne(id, language) {
    try {
        const { rows } = await askJson(`/quality/findings.json?id=${id}&lang=${language}`);
        return rows[0] ?? null;
    } catch {
        return null;
    }
}

/** A link opens the same kind and the same place. */
function keepAddress(kind, id) {
    const address = new URL(location.href);
    Object.entries({ kind, finding: id }).forEach(([name, value]) =>
        value ? address.searchParams.set(name, value) : address.searchParams.delete(name),
    );
    history.replaceState(history.state, "", address);
}
