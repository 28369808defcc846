package com.bbws.orders.cli.process;

import com.bbws.orders.domain.OrderException;

/** What a command tells the shell about its end; the numbers are part of the contract (docs/contract.md, 5). */
public enum ExitCode {
    DONE(0, "Done"),
    REFUSED(1, "Refused by a rule, or defects were found"),
    USAGE(2, "Wrong usage"),
    NOT_FOUND(3, "There is no such order"),
    CONFLICT(4, "Another writer has changed the order"),
    UNAVAILABLE(5, "The database or the credentials cannot be reached"),

    /** As shells say it of a program that a signal ended, here SIGINT. */
    INTERRUPTED(130, "Ended by Ctrl-C"),

    /** Likewise, here SIGPIPE. */
    OUTPUT_CLOSED(141, "The output was closed before its end, as by '| head'");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public static ExitCode of(OrderException.Code code) {
        return switch (code) {
            case INVALID_ORDER_STATE, ORDER_TOO_LARGE -> REFUSED;
            case VALIDATION_ERROR -> USAGE;
            case ORDER_NOT_FOUND -> NOT_FOUND;
            case OPTIMISTIC_LOCK_FAILURE, PRECONDITION_FAILED -> CONFLICT;
        };
    }

    public int number() {
        return number;
    }

    /** Returns what it means, for the help. */
    public String meaning() {
        return meaning;
    }
}
