package com.bbws.orders.cli.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What Java does not tell of the terminal that a process runs in. */
final class ProcessTerminal {

    private ProcessTerminal() {}

    static boolean isOut() {
        return isTerminal(1, new ProcessBuilder().redirectOutput(Redirect.INHERIT))
                .orElse(false);
    }

    static Optional<Boolean> isErr() {
        return isTerminal(2, new ProcessBuilder().redirectError(Redirect.INHERIT));
    }

    /** Asks {@code test} of POSIX, which inherits what it is asked about; empty where there is no such program. */
    private static Optional<Boolean> isTerminal(int descriptor, ProcessBuilder builder) {
        try {
            Process test =
                    builder.command("test", "-t", Integer.toString(descriptor)).start();
            return test.waitFor(1, TimeUnit.SECONDS) ? Optional.of(test.exitValue() == 0) : Optional.empty();
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Returns how many columns the terminal has, as picocli finds out; 80 if it cannot. */
    static int columns() {
        return new UsageMessageSpec().autoWidth(true).width();
    }
}
