// Loaded before everything else in the processes that `npm start` starts: they end when it dies, even by kill -9,
// which leaves it no chance to end them itself. A tool that they start inherits this line; it has its own master.
if (process.channel && process.env.ATTUNE_PARENT === String(process.ppid)) {
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 8000).unref();
  });
  // Listening must not keep a process alive that has nothing left to do.
  process.channel.unref();
}
