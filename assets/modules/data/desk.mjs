/** The page for files: choose one, say what it holds, see what it would change, load it. */
import { Chooser } from "./chooser.mjs";
import { DemoNotice } from "./demo_notice.mjs";
import { Form } from "./form.mjs";
import { JobView } from "./job.mjs";
import { Loads } from "./loads.mjs";
import { makeRequests } from "./requests.mjs";
import { useFile } from "./use_file.mjs";
import { useJob } from "./use_job.mjs";

const { createElement: h, useMemo } = window.React;

/**
 * @param {{kinds: object[], levels: [string, string][], isDemo: boolean, most: number, language: string, words: object}} props
 */
export function DataDesk({ kinds, levels, isDemo, most, language, words }) {
    const requests = useMemo(() => makeRequests(language, words.failed), [language]);
    const { job, refusal, begin, cancel, forget } = useJob(requests, words.silent);
    const desk = useFile(requests);
    const fault = refusal && h("p", { className: "data-fault", role: "alert" }, refusal);
    if (job === null) return h("div", { className: "data-desk" }, fault);
    if (job.state !== "idle") {
        const load = () => begin({ task: "load", upload: job.upload, what: job.what, told: job.told });
        const isOver = job.task === "load" && job.state === "done" && job.upload === desk.file?.id;
        const back = () => (isOver ? forget().then(desk.leave) : forget());
        return h("div", { className: "data-desk" }, h(JobView, { job, refusal, load, cancel, back, words }));
    }
    const start = (task) => begin({ task, upload: desk.file.id, what: desk.told.what, told: desk.told });
    return h(
        "div",
        { className: "data-desk" },
        h("h2", null, words.title),
        fault,
        isDemo && h(DemoNotice, { requests, words }),
        desk.description
            ? h(Form, { ...desk, start, kinds, levels, requests, words })
            : h(Chooser, { ...desk, most, words }),
        !desk.description && h(Loads, { requests, words }),
    );
}
