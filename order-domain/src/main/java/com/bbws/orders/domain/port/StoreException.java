package com.bbws.orders.domain.port;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.UnreadableOrder;

/**
 * A failure of the store, as opposed to a refusal by the business. Messages are for operators and hold nothing of what
 * is stored in an order but its status.
 */
public abstract sealed class StoreException extends RuntimeException {

    private StoreException(String message) {
        super(message);
    }

    private StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The store did not answer, or refused to. Where it is thrown by a write, nothing was written so far. */
    public static sealed class Unavailable extends StoreException {
        /**
         * Says why, and what to check.
         *
         * @param message a sentence for an operator
         * @param cause what the store's client threw
         */
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The store did not answer a write, and could not be asked afterwards what had become of it: the write may have been
     * done. Whoever repeats it, and finds it done, has nothing to change.
     */
    public static final class OutcomeUnknown extends Unavailable {
        /**
         * Says why, and what to check.
         *
         * @param message a sentence for an operator
         * @param cause what the store's client threw at the write
         */
        public OutcomeUnknown(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What is stored cannot be read as an order. */
    public static final class Unreadable extends StoreException {
        private final transient UnreadableOrder order;

        /**
         * Names the order and what is wrong with it.
         *
         * @param stored what was found
         */
        public Unreadable(StoredOrder.Unreadable stored) {
            super("Order " + stored.id().value() + " of tenant "
                    + stored.tenantId().value() + " cannot be read: "
                    + stored.order().defects().stream()
                            .map(OrderDefect::sentence)
                            .collect(joining("; ")));
            this.order = stored.order();
        }

        /** Returns the order, as far as it can be read. */
        public UnreadableOrder order() {
            return order;
        }
    }
}
