package com.bbws.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.contract.MinimalOrderRepositoryContract;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
    protected Optional<OrderRepository> ordersThatLoseTheResponse() {
        return Optional.of(new JdbcOrders(database.losingTheResponse(), Clock.systemUTC()));
    }

    @Test
    void writesNothingIfTheHistoryCannotBeWritten() throws SQLException {
        OrderChange change = changeOfAStoredOrder();
        database.execute("drop table order_history");

        assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> new JdbcOrders(database.committingOnClose(), Clock.systemUTC()).apply(change));

        assertThat(orders.find(change.before().key()).map(Order::status)).contains(OrderStatus.PENDING);
    }

    @Test
    void writesNothingIfTheProgramFailsBeforeTheCommit() throws SQLException {
        OrderChange change = changeOfAStoredOrder();
        Clock broken = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.MAX_VALUE));

        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new JdbcOrders(database.committingOnClose(), broken).apply(change));

        assertThat(orders.find(change.before().key()).map(Order::status)).contains(OrderStatus.PENDING);
    }

    private OrderChange changeOfAStoredOrder() throws SQLException {
        OrderKey key = new OrderKey(new TenantId("tenant_9f1c"), new OrderId("order_4d2e"));
        Order order = Order.builder(key, OrderStatus.PENDING).build();
        orders.insert(order);
        return order.update(OrderUpdate.to(OrderStatus.CANCELLED), new Actor("shop"), UpdateId.random(), Instant.EPOCH)
                .orElseThrow();
    }
}
