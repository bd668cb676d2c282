/**
 * Watches the map's frames from inside the page; bench/change.py has every page begin with this script.
 *
 * Moments are in milliseconds since 1970 by the page's clock. `render` comes when MapLibre has issued a frame's commands;
 * reading a pixel waits until they are carried out.
 */
{
    const BOX = { width: 16, height: 12 };
    /** Sum of the differences in red, green and blue that the eye sees. */
    const VISIBLE = 12;
    const BOUND = 10_000;

    let map = null;
    let gl = null;
    /** @type {Map<number, string>} the numbers in the last frame, by area */
    let written = null;
    /** @type {?{area: object, sign: object, seen: object, tell: (seen: object) => void}} */
    let expected = null;
    /** @type {?(() => void)} called after the next frame */
    let afterFrame = null;

    const now = () => performance.timeOrigin + performance.now();

    const readBox = ([longitude, latitude], width, height) => {
        const { x, y } = map.project([longitude, latitude]);
        const pixels = new Uint8Array(4 * width * height);
        const bottom = gl.drawingBufferHeight - Math.round(y + height / 2);
        gl.readPixels(Math.round(x - width / 2), bottom, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
        return pixels;
    };

    const readColor = (place) => readBox(place, 1, 1);

    const differ = (one, other) => one.reduce((sum, value, at) => sum + Math.abs(value - other[at]), 0) > VISIBLE;

    /** Whether something is written around a place: a fill alone has one color. */
    const isWritten = (place) => {
        const pixels = readBox(place, BOX.width, BOX.height);
        const colors = Array.from({ length: BOX.width * BOX.height }, (_, at) => pixels.slice(4 * at, 4 * at + 4));
        return colors.some((color) => differ(color, colors[0]));
    };

    const holdsFill = ({ id, level, count }) => {
        const { open_issues: value } = map.getFeatureState({ source: "areas", sourceLayer: level, id });
        return (value ?? 0) === count;
    };

    const holdsNumber = ({ id, count }) => written.get(id) === (count === 0 ? undefined : String(count));

    const signs = {
        applied: { fill: holdsFill, number: holdsNumber },
        pixel: {
            fill: ({ fill, color }) => differ(readColor(fill), color),
            number: ({ label, count }) => isWritten(label) === count > 0,
        },
    };

    const look = () => {
        afterFrame?.();
        afterFrame = null;
        if (!expected) return;
        const { area, sign, seen, tell } = expected;
        if (!seen.fill && sign.fill(area)) seen.fill = now();
        if (!seen.number && sign.number(area)) seen.number = now();
        if (!seen.fill || !seen.number) return;
        expected = null;
        tell(seen);
    };

    /** Draws the same picture again; what `read` finds in it. */
    const readAgain = (read) =>
        new Promise((tell) => {
            afterFrame = () => tell(read());
            map.triggerRepaint();
        });

    window.watched = {
        now,
        begin: () => {
            const [[id, shown]] = Object.entries(window.gridboard.maps);
            map = shown;
            written = window.gridboard.written[id]();
            gl = map.getCanvas().getContext("webgl2");
            map.on("render", look);
        },
        /** Whether nothing is written on an area, and its fill lies under nothing. */
        isBlank: ({ fill, label }) => readAgain(() => !isWritten(label) && !differ(readColor(fill), readColor(label))),
        /** Milliseconds from asking for the same picture again to having read a pixel of it. */
        redraw: async () => {
            const asked = now();
            return readAgain(() => readColor(map.getCenter().toArray()) && now() - asked);
        },
        /** From now on waits until an area's count is `applied` to the map, or until its `pixel` shows it. */
        expect: async ([kind, area]) => {
            const color = await readAgain(() => readColor(area.fill));
            window.watched.seen = new Promise((tell, fail) => {
                expected = { area: { ...area, color }, sign: signs[kind], seen: {}, tell };
                setTimeout(fail, BOUND, new Error(`not ${kind} within ${BOUND} ms`));
            });
            window.watched.seen.catch(() => null);
        },
    };
}
