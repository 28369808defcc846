package com.bbws.orders.cli;

import java.io.PrintWriter;
import java.util.OptionalLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar in the last line of a terminal: count, rate and, where the end is known, how long it may still take. It steps
 * aside for what is printed, and is gone in the end.
 */
final class TerminalProgress implements Progress {

    /** Of ECMA-48: clears the line that the cursor is in. */
    private static final String CLEAR_LINE = "\r\u001b[K";

    private static final int REFRESH_MILLIS = 200;
    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final ProgressBar bar;
    private boolean isClosed;

    TerminalProgress(String task, OptionalLong expected, PrintWriter err) {
        this.err = err;
        this.bar = ProgressBar.builder()
                .setTaskName(task)
                .setInitialMax(expected.orElse(-1))
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
                .build();
    }

    @Override
    public void step(long steps) {
        bar.stepBy(steps);
    }

    @Override
    public synchronized void print(Runnable printing) {
        clear();
        printing.run();
    }

    @Override
    public void close() {
        bar.close();
        synchronized (this) {
            isClosed = true;
            clear();
        }
    }

    private synchronized void draw(String line) {
        if (!isClosed) {
            err.print(CLEAR_LINE + line);
            err.flush();
        }
    }

    private void clear() {
        err.print(CLEAR_LINE);
        err.flush();
    }
}
