package com.bbws.orders.lambda.testing.concurrency;

import com.bbws.orders.domain.OrderStatus;
import java.util.Optional;

/** What a client asks of an order. */
public sealed interface Operation {

    /**
     * A PUT of this service.
     *
     * @param status the status that is asked for, as on the wire
     * @param payment the transaction id that is asked for
     * @param ifMatch the version that it is asked of; any, if empty
     * @param actor who asks
     */
    public record Update(Optional<String> status, Optional<String> payment, Optional<String> ifMatch, String actor)
            implements Operation {

        /** The rules of docs/contract.md, 1, as short as they can be said. */
        Decision decide(Version current) {
            Optional<String> newStatus = status.filter(wanted -> !wanted.equals(current.status()));
            Optional<String> newPayment = payment.filter(wanted -> !wanted.equals(current.payment()));
            if (newStatus.isEmpty() && newPayment.isEmpty()) {
                return Decision.UNCHANGED;
            }
            OrderStatus before = OrderStatus.ofWireName(current.status()).orElseThrow();
            OrderStatus after = newStatus.flatMap(OrderStatus::ofWireName).orElse(before);
            boolean isAllowed = !before.isFinal()
                    && (newStatus.isEmpty() || before.successors().contains(after))
                    && (newPayment.isEmpty() || after == OrderStatus.PAID || after == OrderStatus.PAYMENT_PENDING);
            return isAllowed ? Decision.WRITE : Decision.REFUSE;
        }

        /** Returns what stands there once it is written under a token. */
        Version written(Version current, String token) {
            return new Version(token, status.orElse(current.status()), payment.orElse(current.payment()), actor);
        }
    }

    /**
     * A neighbour's write of the whole item, whatever it held.
     *
     * @param version what it writes
     * @param expected the token that must stand there; any, if empty
     */
    public record Put(Version version, Optional<String> expected) implements Operation {}

    /** What the rules say to an update. */
    public enum Decision {
        UNCHANGED,
        WRITE,
        REFUSE
    }
}
