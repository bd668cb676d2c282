/** The server's one job: asked for again and again, so that a reloaded page and another operator see the same. */

const { useEffect, useRef, useState } = window.React;

const BUSY_PAUSE = 500;
const IDLE_PAUSE = 4000;

/**
 * @param {ReturnType<typeof import("./requests.mjs").makeRequests>} requests
 * @param {string} silence what is said while the server does not answer
 * @returns {{job: ?object, refusal: ?string, begin: (order: object) => Promise<void>, cancel: () => Promise<void>, forget: () => Promise<void>}}
 *     `job` is null before the first answer; `refusal`: what was not done, or the silence
 */
export function useJob(requests, silence) {
    const [job, setJob] = useState(null);
    const [refusal, setRefusal] = useState(null);
    const [isSilent, setSilent] = useState(false);
    const look = useRef(() => {});
    useEffect(() => {
        let timer = 0;
        let isGone = false;
        look.current = async () => {
            clearTimeout(timer);
            const found = await requests.job().catch(() => null);
            if (isGone) return;
            setSilent(found === null);
            if (found) setJob(found);
            timer = setTimeout(look.current, found?.state === "running" ? BUSY_PAUSE : IDLE_PAUSE);
        };
        look.current();
        return () => {
            isGone = true;
            clearTimeout(timer);
        };
    }, [requests]);
    const then = (send) => async (...given) => {
        try {
            await send(...given);
            setRefusal(null);
        } catch (fault) {
            setRefusal(fault.message);
        }
        await look.current();
    };
    const [begin, cancel, forget] = [requests.begin, requests.cancel, requests.forget].map(then);
    return { job, refusal: refusal ?? (isSilent ? silence : null), begin, cancel, forget };
}
