package com.bbws.orders.application;

import static com.bbws.orders.application.ReportedWrite.Kind.INSERT;
import static com.bbws.orders.application.ReportedWrite.Kind.REMOVE;
import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.port.OrderHistory;
import com.bbws.orders.domain.port.OrderImages;
import com.bbws.orders.domain.port.StoreException;
import java.util.Map;
import java.util.Optional;

/** Records what a write did to an order, whoever made it (docs/contract.md, 6). */
public final class RecordOrderHistory {

    private final OrderImages images;
    private final OrderHistory history;

    /**
     * Makes the use case.
     *
     * @param images reads what is reported
     * @param history where the revisions go
     */
    public RecordOrderHistory(OrderImages images, OrderHistory history) {
        this.images = requireNonNull(images, "images");
        this.history = requireNonNull(history, "history");
    }

    /**
     * Records one write. The same write may be reported again, and writes in any order. An order that cannot be read is
     * recorded as such.
     *
     * @param write the write
     * @return what became of it
     * @throws StoreException.Unavailable if the store does not answer; it may be reported again then
     */
    public RecordedWrite handle(ReportedWrite write) {
        OrderKey order = write.order();
        OrderRevision revision = OrderRevision.between(
                write.number(),
                write.when(),
                write.kind() == INSERT ? Optional.empty() : Optional.of(image(order, write.before())),
                write.kind() == REMOVE ? Optional.empty() : Optional.of(image(order, write.after())));
        return new RecordedWrite(revision, history.append(order, revision));
    }

    private OrderImage image(OrderKey order, Optional<Map<String, ?>> item) {
        return item.map(attributes -> images.read(order, attributes))
                .orElseGet(() -> OrderImage.unreadable("the log of changes does not show the order"));
    }
}
