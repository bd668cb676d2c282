/** When the last check was, whether it still holds, and the button that runs another. */
import { askJson } from "../asking.mjs";
import { fillIn } from "../numbers.mjs";
import { makeOrder } from "../order.mjs";

const { createElement: h, useEffect, useRef, useState } = window.React;

const PACE = { running: 1000, resting: 30_000 };

/** @param {{given: object, check: ?object, setCheck: (check: ?object) => void, language: string, words: object}} props */
export function CheckState({ given, check, setCheck, language, words }) {
    const [run, setRun] = useState(given.run);
    const take = (state) => {
        setRun(state.run);
        if (!state.run.running) setCheck(state.check);
    };
    const order = useRef(null);
    const press = async () => {
        const answer = await fetch(`/quality/${run.running ? "stop" : "check"}?lang=${language}`, { method: "POST" });
        if (answer.ok) order.current.now();
    };
    useEffect(() => {
        order.current = makeOrder((signal) => askJson(`/quality/state.json?lang=${language}`, { signal }), take, () => {});
        order.current.now();
        return () => order.current.end();
    }, []);
    useEffect(() => {
        const timer = setInterval(() => order.current.soon(), run.running ? PACE.running : PACE.resting);
        return () => clearInterval(timer);
    }, [run.running]);
    return h(
        "div",
        { className: "check-state" },
        h(
            "div",
            { role: "status" },
            h("p", null, tellState(run, check, words)),
            check?.is_stale && !run.running && h("p", { className: "check-stale" }, words.stale),
            run.failed && h("p", { className: "check-failed" }, words.failed),
        ),
        h("button", { type: "button", onClick: () => press().catch(() => {}) }, run.running ? words.stop : check ? words.again : words.check),
    );
}

function tellState(run, check, words) {
    if (run.running) return fillIn(words.running, { seconds: run.seconds });
    return check ? fillIn(words.checked, { moment: check.moment }) : words.never;
}
