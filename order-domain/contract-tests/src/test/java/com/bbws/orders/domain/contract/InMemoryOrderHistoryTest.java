package com.bbws.orders.domain.contract;

import com.bbws.orders.domain.port.OrderHistory;

/** The contract test of the port on the in-memory history. */
class InMemoryOrderHistoryTest extends OrderHistoryContract {

    private final InMemoryOrderHistory history = new InMemoryOrderHistory();

    @Override
    protected OrderHistory history() {
        return history;
    }
}
