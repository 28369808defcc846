package com.bbws.orders.cli;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What Java does not tell of the terminal that a process runs in. */
final class ProcessTerminal {

    private ProcessTerminal() {}

    /** Tells whether stderr is a terminal, as {@code test} of POSIX says; not so where there is no such program. */
    static boolean isErr() {
        try {
            Process test = new ProcessBuilder("test", "-t", "2")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return test.waitFor(1, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns how many columns the terminal has, as picocli finds out; 80 if it cannot. */
    static int columns() {
        return new UsageMessageSpec().autoWidth(true).width();
    }
}
