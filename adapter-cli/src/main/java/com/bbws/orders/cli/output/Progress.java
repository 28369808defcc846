package com.bbws.orders.cli.output;

import com.bbws.orders.cli.process.ProcessContext;
import java.util.OptionalLong;

/** How far a long work has come, for whoever waits for it. */
public interface Progress extends AutoCloseable {

    /** Adds so many steps. */
    void step(long steps);

    /** Prints something without the two getting in each other's way. */
    void print(Runnable printing);

    @Override
    void close();

    /**
     * Shows progress if stderr is a terminal that understands control sequences, else nothing.
     *
     * @param task what is done, in a word
     * @param expected how many steps there may be; empty if that is unknown
     * @param shell where to show it
     */
    static Progress of(String task, OptionalLong expected, ProcessContext shell) {
        return !shell.isDumb() && shell.errIsTerminal().get().orElse(false)
                ? new TerminalProgress(task, expected, shell)
                : new SilentProgress();
    }

    /** Only prints. */
    final class SilentProgress implements Progress {

        @Override
        public void step(long steps) {
            // it would not be seen
        }

        @Override
        public synchronized void print(Runnable printing) {
            printing.run();
        }

        @Override
        public void close() {
            // nothing to put away
        }
    }
}
