/** The keys of a combobox: arrows, Home and End move among the options, Enter chooses, Escape closes, then clears. */

/**
 * @param {KeyboardEvent} event of React
 * @param {{count: number, active: number, isOpen: boolean, move: (active: number) => void, open: () => void,
 *     choose: () => void, close: () => void}} list `active` is -1 while none is
 */
export function pressKey(event, list) {
    if (event.nativeEvent.isComposing) return; // the keys belong to the input method
    const action = findAction(event.key, list);
    if (!action) return;
    event.preventDefault();
    action();
}

function findAction(key, { count, active, isOpen, move, open, choose, close }) {
    if (!isOpen) return { ArrowDown: open, ArrowUp: open, Escape: close }[key];
    const among = active >= 0 && { Home: () => move(0), End: () => move(count - 1) };
    const moves = count > 0 && {
        ArrowDown: () => move((active + 1) % count),
        ArrowUp: () => move((Math.max(active, 0) - 1 + count) % count),
        Enter: choose,
    };
    return { Escape: close, ...moves, ...among }[key];
}
