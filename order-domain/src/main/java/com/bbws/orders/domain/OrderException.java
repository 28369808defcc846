package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Thrown when a business rule rejects a request. Nothing was written.
 *
 * <p>The hierarchy is sealed: an adapter maps every {@link Code} in a {@code switch} without a default, so the compiler
 * reports a code without a mapping. Messages are for the caller and contain no personal data. A failure of the store is a
 * {@link com.bbws.orders.domain.port.StoreException}.
 */
public abstract sealed class OrderException extends RuntimeException {

    /** The machine-readable code of a rejection. Clients rely on the names: they must not change. */
    public enum Code {
        /** The input is invalid. */
        VALIDATION_ERROR,
        /** The order's state forbids the change. */
        INVALID_ORDER_STATE,
        /** The tenant has no such order. */
        ORDER_NOT_FOUND,
        /** Another writer changed the order first. */
        OPTIMISTIC_LOCK_FAILURE,
        /** The order does not have the expected version. */
        PRECONDITION_FAILED,
        /** The caller must expect a version of the order. */
        PRECONDITION_REQUIRED,
        /** The store cannot hold the changed order. */
        ORDER_TOO_LARGE
    }

    private final Code code;
    private final transient Optional<Order> current;

    private OrderException(Code code, String message, Optional<Order> current) {
        super(message);
        this.code = code;
        this.current = requireNonNull(current, "current");
    }

    /** Returns the machine-readable code. */
    public Code code() {
        return code;
    }

    /** Returns the current order, if the rejection depends on its state and the state is known. */
    public Optional<Order> current() {
        return current;
    }

    /** The input breaks a rule that does not depend on an order. */
    public static final class Invalid extends OrderException {
        private final transient List<FieldError> errors;

        /**
         * Rejects the input as a whole.
         *
         * @param message what is invalid, for the caller
         */
        public Invalid(String message) {
            super(Code.VALIDATION_ERROR, requireNonNull(message, "message"), Optional.empty());
            this.errors = List.of();
        }

        /**
         * Rejects the input because of some of its fields.
         *
         * @param errors the invalid fields; not empty
         */
        public Invalid(List<FieldError> errors) {
            super(Code.VALIDATION_ERROR, "Invalid " + String.join(", ", fieldsOf(errors)), Optional.empty());
            this.errors = List.copyOf(errors);
        }

        /** Returns the errors of the fields; empty if the input is invalid as a whole. */
        public List<FieldError> errors() {
            return errors;
        }

        private static List<String> fieldsOf(List<FieldError> errors) {
            if (requireNonNull(errors, "errors").isEmpty()) {
                throw new IllegalArgumentException("no field errors");
            }
            return errors.stream().map(FieldError::field).distinct().toList();
        }
    }

    /** The status of the order is final. */
    public static final class Immutable extends OrderException {
        Immutable(Order order) {
            super(
                    Code.INVALID_ORDER_STATE,
                    "Cannot update order in immutable state: " + order.status().wireName(),
                    Optional.of(order));
        }
    }

    /** The requested status cannot follow the current one. */
    public static final class IllegalTransition extends OrderException {
        private final transient Set<OrderStatus> allowed;

        private IllegalTransition(String message, Order order, Set<OrderStatus> allowed) {
            super(Code.INVALID_ORDER_STATE, message, Optional.of(order));
            this.allowed = allowed;
        }

        static IllegalTransition inUpdate(Order order, OrderStatus requested) {
            return new IllegalTransition(
                    "Invalid status transition from " + order.status().wireName() + " to " + requested.wireName(),
                    order,
                    order.status().successors());
        }

        static IllegalTransition inCorrection(Order order, OrderStatus requested) {
            return new IllegalTransition(
                    "A correction cannot change the status from "
                            + order.status().wireName() + " to " + requested.wireName() + ".",
                    order,
                    order.status().corrections());
        }

        /** Returns the statuses that may follow the current one, in the order of declaration. */
        public Set<OrderStatus> allowed() {
            return allowed;
        }
    }

    /** The status after the change does not take payment details. */
    public static final class PaymentNotAllowed extends OrderException {
        private PaymentNotAllowed(String message, Optional<Order> order) {
            super(Code.INVALID_ORDER_STATE, message, order);
        }

        static PaymentNotAllowed inUpdate(Order order) {
            return new PaymentNotAllowed(
                    "Payment details can only be set when status is 'paid' or 'payment_pending'", Optional.of(order));
        }

        static PaymentNotAllowed inCorrection(StoredOrder order) {
            return new PaymentNotAllowed(
                    Stream.of(OrderStatus.values())
                            .filter(OrderStatus::takesCorrectedPaymentDetails)
                            .map(status -> "'" + status.wireName() + "'")
                            .collect(joining(
                                    ", ",
                                    "A correction can set payment details only if the status after it is one of ",
                                    "")),
                    order.fold(Optional::of, unreadable -> Optional.empty()));
        }
    }

    /**
     * The tenant has no such order: it is absent, belongs to another tenant, or is soft-deleted. The caller cannot
     * distinguish the three cases.
     */
    public static final class NotFound extends OrderException {
        private final transient OrderId orderId;

        /**
         * Rejects a request for an order that the tenant does not have.
         *
         * @param id the requested id
         */
        public NotFound(OrderId id) {
            super(Code.ORDER_NOT_FOUND, "Order " + requireNonNull(id, "id").value() + " not found", Optional.empty());
            this.orderId = id;
        }

        /** Returns the requested id. */
        public OrderId orderId() {
            return orderId;
        }
    }

    /** Another writer changed the order between the read and the write, or is changing it now. */
    public static final class Conflict extends OrderException {
        private final boolean ownAttemptUnknown;
        private final boolean ongoing;

        /**
         * Reports that another writer was first.
         *
         * @param current the current order; empty if it cannot be read
         * @param ownAttemptUnknown whether the write was sent more than once, so that an earlier attempt may have
         *     succeeded and another writer may have overwritten it
         */
        public Conflict(Optional<Order> current, boolean ownAttemptUnknown) {
            this(current, ownAttemptUnknown, false);
        }

        private Conflict(Optional<Order> current, boolean ownAttemptUnknown, boolean ongoing) {
            super(
                    Code.OPTIMISTIC_LOCK_FAILURE,
                    "Order was modified by another process. Please refresh and try again.",
                    current);
            this.ownAttemptUnknown = ownAttemptUnknown;
            this.ongoing = ongoing;
        }

        /**
         * Reports that another writer, such as a transaction of another service, locked the order during all attempts.
         * Nothing was written. The result of the other write is not known yet.
         */
        public static Conflict withOngoingWrite() {
            return new Conflict(Optional.empty(), false, true);
        }

        /** Returns whether an earlier attempt of the same write may have succeeded before another writer overwrote it. */
        public boolean ownAttemptUnknown() {
            return ownAttemptUnknown;
        }

        /** Returns whether the other write was still in progress, so that the order may still have its old version. */
        public boolean isOngoing() {
            return ongoing;
        }
    }

    /** The changed order would exceed the size limit of the store. Repeating the request does not help. */
    public static final class TooLarge extends OrderException {
        /**
         * Reports that the store cannot hold the changed order.
         *
         * @param id the order's id
         */
        public TooLarge(OrderId id) {
            super(
                    Code.ORDER_TOO_LARGE,
                    "Order " + requireNonNull(id, "id").value()
                            + " has reached the size limit of the database and cannot be changed.",
                    Optional.empty());
        }
    }

    /** The caller changes the order without an expected version, and must expect one. */
    public static final class VersionRequired extends OrderException {
        /**
         * Rejects a change without an expected version.
         *
         * @param current the current order
         */
        public VersionRequired(Order current) {
            super(
                    Code.PRECONDITION_REQUIRED,
                    "A change requires the expected version of the order",
                    Optional.of(requireNonNull(current, "current")));
        }
    }

    /** The order does not have the version that the caller expects. */
    public static final class PreconditionFailed extends OrderException {
        /**
         * Reports that the current version is another one.
         *
         * @param current the current order; empty if it cannot be read
         */
        public PreconditionFailed(Optional<Order> current) {
            super(Code.PRECONDITION_FAILED, "The order does not have the expected version", current);
        }

        /**
         * Reports that another writer was first, and keeps the conflict as the cause.
         *
         * @param lost the conflict that the store reported
         */
        public PreconditionFailed(Conflict lost) {
            this(requireNonNull(lost, "lost").current());
            initCause(lost);
        }
    }
}
