/** The job that runs, and what came of it. */
import { describeCount, fillIn } from "../numbers.mjs";
import { ResultRows } from "./result_rows.mjs";

const { createElement: h, useState } = window.React;

/**
 * @param {{job: object, refusal: ?string, load: () => void, cancel: () => void, back: () => void, words: object}} props
 */
export function JobView({ job, refusal, load, cancel, back, words }) {
    if (job.state === "running") return h(Running, { job, refusal, cancel, words });
    const { title, text } = describeEnd(job, words);
    const isRefused = job.task === "rehearse" && job.result?.is_refused;
    const canLoad = job.state === "done" && job.task === "rehearse" && !isRefused;
    return h(
        "section",
        { className: "data-job" },
        h("h2", { role: "status" }, title),
        text && h("p", { className: job.state === "failed" ? "data-fault" : "", role: "alert" }, text),
        refusal && h("p", { className: "data-fault", role: "alert" }, refusal),
        isRefused && h("p", { className: "data-fault", role: "alert" }, words.would_refuse),
        job.result && h(Result, { result: job.result, words }),
        h(
            "div",
            { className: "data-start" },
            h("button", { type: "button", onClick: back }, job.task === "load" && job.state === "done" ? words.done : words.back),
            canLoad && h("button", { type: "button", className: "is-main", onClick: load }, words.load),
        ),
    );
}

/** @returns {{title: string, text: ?string}} */
function describeEnd({ state, task, name, fault, was_loaded }, words) {
    const isLoad = task === "load";
    if (isLoad && state !== "done" && state !== "lost" && was_loaded !== false) {
        return { title: fillIn(was_loaded ? words.did : words.perhaps_loaded, { name }), text: null };
    }
    const told = {
        done: [isLoad ? words.did : words.would, null],
        cancelled: [words.cancelled, null],
        failed: [isLoad ? words.not_loaded : words.not_rehearsed, fault],
        lost: [words.lost, isLoad ? describeLost(was_loaded, name, words) : words.lost_rehearse],
    }[state];
    return { title: fillIn(told[0], { name }), text: told[1] };
}

/** Of a load that the server did not survive. */
function describeLost(wasLoaded, name, words) {
    if (wasLoaded === null) return fillIn(words.perhaps_loaded, { name });
    return wasLoaded ? words.lost_loaded : words.lost_load;
}

/** How far it is, and the way to stop it. */
function Running({ job, refusal, cancel, words }) {
    const [isStopping, setStopping] = useState(false);
    const { step, rows = 0, total = null, seconds = 0 } = job.progress;
    const stop = () => {
        setStopping(true);
        cancel();
    };
    const share = total && !step ? { value: Math.min(rows, total), max: total } : {};
    return h(
        "section",
        { className: "data-job" },
        h("h2", null, fillIn(job.task === "load" ? words.running_load : words.running_rehearse, { name: job.name })),
        h("progress", { ...share, "aria-label": words.load }),
        h("p", { role: "status", className: "quiet" }, isStopping ? words.cancelling : (step ?? describeRows(rows, total, seconds, words))),
        refusal && h("p", { className: "data-fault", role: "alert" }, refusal),
        h("button", { type: "button", disabled: isStopping, onClick: stop }, words.cancel),
    );
}

/** Rows, rate and time left. */
function describeRows(rows, total, seconds, words) {
    const rate = rows / Math.max(seconds, 0.001);
    const told = { rows: describeCount(rows), rate: describeCount(Math.round(rate)) };
    if (!total || rows === 0) return fillIn(words.rows_known, told);
    return fillIn(words.rows_read, { ...told, total: describeCount(total), left: Math.ceil(Math.max(total - rows, 0) / rate) });
}

/** The numbers, and the rows behind them. */
function Result({ result, words }) {
    const { counts, rows, seconds } = result;
    const isSame = !counts.added && !counts.changed && !counts.retired && !counts.removed && !counts.rejected;
    return h(
        "div",
        null,
        h(
            "dl",
            { className: "data-counts" },
            Object.entries(counts).map(([name, count]) =>
                h("div", { key: name, "data-count": name }, h("dt", null, words.counts[name]), h("dd", null, describeCount(count))),
            ),
        ),
        isSame && h("p", null, words.nothing),
        h("p", { className: "quiet" }, fillIn(words.took, { seconds: seconds.toFixed(1) })),
        h(ResultRows, { rows, counts, words }),
    );
}
