package com.bbws.orders.cli.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Facts about the terminal of this process that Java does not provide. */
final class ProcessTerminal {

    private ProcessTerminal() {}

    static boolean isOut() {
        return isTerminal(1, new ProcessBuilder().redirectOutput(Redirect.INHERIT))
                .orElse(false);
    }

    static Optional<Boolean> isErr() {
        return isTerminal(2, new ProcessBuilder().redirectError(Redirect.INHERIT));
    }

    /** Runs the POSIX command {@code test -t}, which inherits the descriptor; empty if the command is not available. */
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

    /** Returns the width of the terminal in columns as picocli detects it; 80 if it cannot. */
    static int columns() {
        return new UsageMessageSpec().autoWidth(true).width();
    }
}
