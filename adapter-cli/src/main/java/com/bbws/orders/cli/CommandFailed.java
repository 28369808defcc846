package com.bbws.orders.cli;

/** Ends a command for a reason that only the command line knows, with a sentence for the operator. */
final class CommandFailed extends RuntimeException {

    private final ExitCode exitCode;

    CommandFailed(ExitCode exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    CommandFailed(ExitCode exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
