package com.bbws.orders.cli.output;

import com.bbws.orders.cli.process.ProcessContext;
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

    /** What is printed goes to the same terminal. */
    private final boolean sharesTerminal;

    private final ProgressBar bar;
    private String shown = "";
    private boolean isClosed;

    TerminalProgress(String task, OptionalLong expected, ProcessContext shell) {
        this.err = shell.err();
        this.sharesTerminal = shell.outIsTerminal().getAsBoolean();
        this.bar = ProgressBar.builder()
                .setTaskName(task)
                .setInitialMax(expected.orElse(-1))
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, Math.min(WIDTH, shell.width() - 1)))
                .build();
    }

    @Override
    public void step(long steps) {
        bar.stepBy(steps);
    }

    @Override
    public synchronized void print(Runnable printing) {
        if (sharesTerminal) {
            write(CLEAR_LINE);
        }
        printing.run();
        if (sharesTerminal) {
            write(shown);
        }
    }

    @Override
    public void close() {
        bar.close();
        synchronized (this) {
            isClosed = true;
            write(CLEAR_LINE);
        }
    }

    /** Called by the bar's own thread, and even once after it was closed. */
    private synchronized void draw(String line) {
        if (!isClosed) {
            shown = line;
            write(CLEAR_LINE + line);
        }
    }

    private void write(String text) {
        err.print(text);
        err.flush();
    }
}
