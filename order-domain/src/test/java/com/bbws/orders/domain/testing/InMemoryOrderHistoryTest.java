package com.bbws.orders.domain.testing;

import com.bbws.orders.domain.port.OrderHistory;

/** The history that other tests stand on keeps the port's contract too. */
class InMemoryOrderHistoryTest extends OrderHistoryContract {

    private final InMemoryOrderHistory history = new InMemoryOrderHistory();

    @Override
    protected OrderHistory history() {
        return history;
    }
}
