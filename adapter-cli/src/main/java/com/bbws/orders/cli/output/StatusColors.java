package com.bbws.orders.cli.output;

import com.bbws.orders.domain.OrderStatus;
import java.util.Collection;

/** The colour of each status; without colours, only the name. */
public final class StatusColors {

    private final boolean enabled;

    StatusColors(boolean enabled) {
        this.enabled = enabled;
    }

    public TerminalText of(OrderStatus status) {
        TerminalText name = TerminalText.of(status.wireName());
        return enabled ? name.inColor(color(status)) : name;
    }

    /** Returns the statuses, separated by commas. */
    public TerminalText of(Collection<OrderStatus> statuses) {
        TerminalText comma = TerminalText.of(", ");
        return statuses.stream()
                .map(this::of)
                .reduce((list, next) -> list.plus(comma).plus(next))
                .orElse(TerminalText.of(""));
    }

    /** Foreground colours of ECMA-48: those of the 16 that are readable on dark and on light. */
    private static int color(OrderStatus status) {
        return switch (status) {
            case PENDING -> 33; // yellow
            case PAYMENT_PENDING -> 35; // magenta
            case PAID -> 36; // cyan
            case PROCESSING -> 34; // blue
            case COMPLETED -> 32; // green
            case CANCELLED -> 31; // red
            case REFUNDED -> 91; // bright red
        };
    }
}
