package com.bbws.orders.cli.output;

import com.bbws.orders.cli.process.ProcessContext;

/** The progress of a long task. */
public interface Progress extends AutoCloseable {

    /** Sets the expected number of steps, which is unknown at first. */
    void expect(long steps);

    /** Adds completed steps. */
    void step(long steps);

    /** Runs an action that prints to the same terminal without mixing it with the progress bar. */
    void print(Runnable printing);

    @Override
    void close();

    /**
     * Returns a progress bar if stderr is a terminal that supports control sequences, else a progress that shows nothing.
     *
     * @param task the name of the task, one word
     * @param process provides the terminal
     */
    static Progress of(String task, ProcessContext process) {
        return !process.isDumb() && process.errIsTerminal().get().orElse(false)
                ? new TerminalProgress(task, process)
                : new SilentProgress();
    }

    /** Shows no progress. */
    final class SilentProgress implements Progress {

        @Override
        public void expect(long steps) {
            // nothing to show
        }

        @Override
        public void step(long steps) {
            // nothing to show
        }

        @Override
        public synchronized void print(Runnable printing) {
            printing.run();
        }

        @Override
        public void close() {
            // nothing to remove
        }
    }
}
