package com.bbws.orders.cli.process;

import com.bbws.orders.domain.OrderException;

/** The exit codes of all commands. Scripts rely on the numbers (docs/contract.md, 5). */
public enum ExitCode {
    SUCCESS(0, "Success"),
    REFUSED(1, "Rejected by a rule, or defects found"),
    USAGE(2, "Invalid usage"),
    NOT_FOUND(3, "Order not found"),
    CONFLICT(4, "Order changed by another writer"),
    UNAVAILABLE(5, "Database or credentials not available"),

    /** 128 + SIGINT, as in shells. */
    INTERRUPTED(130, "Interrupted by Ctrl-C"),

    /** 128 + SIGPIPE, as in shells. */
    OUTPUT_CLOSED(141, "Output closed early, for example by '| head'");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** Returns the exit code for a request that a business rule rejects. */
    public static ExitCode of(OrderException.Code code) {
        return switch (code) {
            case INVALID_ORDER_STATE, ORDER_TOO_LARGE -> REFUSED;
            case VALIDATION_ERROR -> USAGE;
            case ORDER_NOT_FOUND -> NOT_FOUND;
            case OPTIMISTIC_LOCK_FAILURE, PRECONDITION_FAILED, PRECONDITION_REQUIRED -> CONFLICT;
        };
    }

    public int number() {
        return number;
    }

    /** Returns the description that the help shows. */
    public String meaning() {
        return meaning;
    }
}
