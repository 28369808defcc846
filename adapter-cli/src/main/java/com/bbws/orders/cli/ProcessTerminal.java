package com.bbws.orders.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What Java does not tell of the terminal that a process runs in. */
final class ProcessTerminal {

    private ProcessTerminal() {}

    static boolean isOut() {
        return isTerminal(1, new ProcessBuilder().redirectOutput(Redirect.INHERIT));
    }

    static boolean isErr() {
        return isTerminal(2, new ProcessBuilder().redirectError(Redirect.INHERIT));
    }

    /** Asks {@code test} of POSIX, which inherits what it is asked about; where there is no such program it is none. */
    private static boolean isTerminal(int descriptor, ProcessBuilder builder) {
        try {
            Process test =
                    builder.command("test", "-t", Integer.toString(descriptor)).start();
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
