// Ticks every ten seconds. In a worker, because browsers slow down the clocks of tabs that nobody looks at, and somebody
// who only listens is still there.
setInterval(() => postMessage(0), 10_000);
