package com.bbws.orders.cli.output;

import com.bbws.orders.cli.process.ProcessContext;
import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar in the last line of a terminal: count, rate and, if the end is known, the remaining time. It is removed
 * while something is printed and when the task ends.
 */
final class TerminalProgress implements Progress {

    /** ECMA-48 control sequence: clears the current line. */
    private static final String CLEAR_LINE = "\r\u001b[K";

    private static final int UNKNOWN = -1;
    private static final int REFRESH_MILLIS = 200;
    private static final int WIDTH = 79;

    private final PrintWriter err;

    /** Whether stdout goes to the same terminal. */
    private final boolean sharesTerminal;

    private final ProgressBar bar;
    private String shown = "";
    private boolean isClosed;

    TerminalProgress(String task, ProcessContext process) {
        this.err = process.err();
        this.sharesTerminal = process.outIsTerminal().getAsBoolean();
        this.bar = ProgressBar.builder()
                .setTaskName(task)
                .setInitialMax(UNKNOWN)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, Math.min(WIDTH, process.width() - 1)))
                .build();
    }

    @Override
    public void expect(long steps) {
        bar.maxHint(steps);
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

    /** Called by the thread of the progress bar, also once after {@link #close}. */
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
