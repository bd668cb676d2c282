/** GridMap: the Dash component over MapLibre, and its twin, a table; its props are described in dashboard/grid_map.py. */
import { followHistory } from "./address.mjs";
import { AreaTable } from "./area_table.mjs";
import { presentCounts } from "./book.mjs";
import { followBoundaries } from "./boundaries.mjs";
import { forgetChosen } from "./chosen.mjs";
import { useWatch } from "./hooks.mjs";
import { listen } from "./live.mjs";
import { openMap } from "./map_engine.mjs";
import { presentMethods, watchMethods } from "./own_classes.mjs";

const { createElement, useEffect, useRef, useState } = window.React;

/** @param {object} props */
export function GridMap(props) {
    const [fault, setFault] = useState(null);
    const opened = useRef(null);
    const latest = useRef(props);
    latest.current = props;
    useEffect(() => followHistory(props.id, (view) => opened.current?.jump(view)), []);
    useEffect(() => followCounts(latest), []);
    useEffect(() => followBoundaries(latest), []);
    useEffect(() => forgetChosen, []);
    useWatch(watchMethods);
    const given = props.ownClasses ? { ...props, methods: presentMethods() } : props;
    if (fault || props.look === "table") return createElement(AreaTable, { ...given, hasNoMap: fault !== null });
    return createElement(DrawnMap, { ...given, opened, fail: setFault });
}

/** @param {object} props `opened` will hold the map; `fail` is told when it cannot be drawn */
function DrawnMap(props) {
    const { opened } = props;
    const box = useRef(null);
    const latest = useRef(props);
    latest.current = props;
    useEffect(() => open(box.current, latest, opened, props.fail), []);
    const chosen = useRef(props.selected?.id);
    useEffect(() => {
        const draw = () => opened.current?.update(latest.current);
        if (chosen.current === props.selected?.id) draw();
        else afterFrame(draw); // the panel comes first: a map takes its time to draw
        chosen.current = props.selected?.id;
    });
    return createElement("div", {
        id: props.id,
        className: "grid-map",
        ref: box,
        role: "region",
        "aria-label": props.words.map,
    });
}

/**
 * @param {Element} container
 * @param {{current: object}} latest props
 * @param {{current: ?object}} opened
 * @param {(fault: Error) => void} setFault
 * @returns {() => void} closes the map
 */
function open(container, latest, opened, setFault) {
    let isGone = false;
    const report = (outputs) => latest.current.setProps(outputs);
    const close = () => {
        isGone = true;
        opened.current?.remove();
        opened.current = null;
    };
    const fail = (fault) => {
        close();
        setFault(fault);
    };
    openMap(container, latest, report, fail).then((map) => {
        if (isGone) return map.remove();
        opened.current = map;
        return map.update(latest.current);
    }, fail);
    return close;
}

/**
 * Puts every revision of the live counts into the `counts` prop.
 * @param {{current: object}} latest props
 * @returns {() => void} ends it
 */
function followCounts(latest) {
    if (presentCounts().revision) latest.current.setProps({ counts: presentCounts() });
    return listen((kind) => {
        if (kind === "snapshot" || kind === "counts") latest.current.setProps({ counts: presentCounts() });
    });
}

/** @param {() => void} then done when a frame shows the page as it is now; a page that nobody sees draws none */
function afterFrame(then) {
    if (document.hidden) then();
    else requestAnimationFrame(() => setTimeout(then));
}
