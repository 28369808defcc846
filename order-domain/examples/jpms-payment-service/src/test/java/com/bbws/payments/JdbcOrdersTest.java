package com.bbws.payments;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.contract.MinimalOrderRepositoryContract;
import com.bbws.orders.domain.port.OrderRepository;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

class JdbcOrdersTest extends MinimalOrderRepositoryContract {

    private final TestDatabase database = new TestDatabase();
    private final JdbcOrders orders = new JdbcOrders(database, Clock.systemUTC());

    JdbcOrdersTest() throws SQLException {
        orders.createTables();
    }

    @Override
    protected OrderRepository orders() {
        return orders;
    }

    @Override
    protected void put(Order order) {
        remove(order.key());
        try {
            orders.insert(order);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    protected void remove(OrderKey key) {
        try {
            database.execute(
                    "delete from orders where tenant_id = ? and order_id = ?",
                    key.tenantId().value(),
                    key.id().value());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    protected Optional<OrderRepository> ordersOfAnUnavailableStore() {
        return Optional.of(new JdbcOrders(TestDatabase.unavailable(), Clock.systemUTC()));
    }

    @Override
    protected Optional<OrderRepository> ordersThatLoseTheAnswer() {
        return Optional.of(new JdbcOrders(database.losingTheAnswer(), Clock.systemUTC()));
    }
}
