package com.bbws.payments;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keeps in a SQL database what the payment service needs of an order, and the history of its changes. */
final class JdbcOrders implements OrderRepository {

    private static final String CHECK = "check the database and its connection";

    /** Opens connections, as the method of the same name of a {@code DataSource}. */
    interface Database {
        Connection getConnection() throws SQLException;
    }

    private final Database database;
    private final Clock clock;

    JdbcOrders(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Creates the tables. */
    void createTables() throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create table orders (
                        tenant_id varchar(64), order_id varchar(128),
                        status varchar(64) not null, active boolean not null,
                        lock_token varchar(64), update_id varchar(128), updated_by varchar(256), update_reason varchar(1000),
                        currency varchar(3), subtotal numeric(19, 4), tax numeric(19, 4), shipping numeric(19, 4),
                        method varchar(50), transaction_id varchar(128), payfast_payment_id varchar(128), paid_at varchar(64),
                        primary key (tenant_id, order_id))""");
            statement.execute("""
                    create table order_history (
                        tenant_id varchar(64), order_id varchar(128), number bigint,
                        at timestamp(6) with time zone not null, author varchar(256) not null,
                        status_before varchar(64), status_after varchar(64), changed varchar(1000) not null,
                        event_id uuid not null, event_type varchar(64) not null,
                        primary key (tenant_id, order_id, number))""");
            statement.execute("create sequence order_history_number");
        }
    }

    /** Stores a new order. */
    void insert(StoredOrder order) throws SQLException {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("tenant_id", order.tenantId().value());
        columns.put("order_id", order.id().value());
        columns.put("status", order.statusText().orElseThrow());
        columns.put("active", order.isActive());
        columns.put("lock_token", order.lockToken().map(LockToken::text).orElse(null));
        columns.put("update_id", order.lastUpdateId().map(UpdateId::value).orElse(null));
        columns.put("updated_by", order.lastUpdatedBy().orElse(null));
        columns.put("update_reason", order.lastUpdateReason().orElse(null));
        columns.put("currency", order.currency().orElse(null));
        columns.put("subtotal", order.subtotal().map(Money::amount).orElse(null));
        columns.put("tax", order.tax().map(Money::amount).orElse(null));
        columns.put("shipping", order.shipping().map(Money::amount).orElse(null));
        order.paymentDetails().ifPresent(details -> columns.putAll(columnsOf(details)));
        try (Connection connection = database.getConnection()) {
            insert(connection, "orders", columns);
        }
    }

    private static void insert(Connection connection, String table, Map<String, ?> columns) throws SQLException {
        String sql = "insert into " + table + " (" + String.join(", ", columns.keySet()) + ") values (?"
                + ", ?".repeat(columns.size() - 1) + ")";
        try (PreparedStatement insert = prepared(connection, sql, new ArrayList<>(columns.values()))) {
            insert.executeUpdate();
        }
    }

    @Override
    public Optional<Order> find(OrderKey key) {
        try (Connection connection = database.getConnection()) {
            return select(connection, key).flatMap(stored -> stored.fold(Optional::of, JdbcOrders::unreadable));
        } catch (SQLException failure) {
            throw new StoreException.Unavailable("The order cannot be read: " + CHECK, failure);
        }
    }

    private static Optional<Order> unreadable(UnreadableOrder order) {
        if (order.isActive()) {
            throw new StoreException.Unreadable(order);
        }
        return Optional.empty();
    }

    @Override
    public WriteOutcome apply(OrderChange change) {
        boolean sent = false;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (update(connection, change)) {
                    // In the same transaction, so that neither exists without the other.
                    addToHistory(connection, change);
                    sent = true;
                    connection.commit();
                    return WriteOutcome.WRITTEN;
                }
                connection.rollback();
            } catch (SQLException | RuntimeException failure) {
                if (!sent) {
                    rollBack(connection, failure);
                }
                throw failure;
            }
            connection.setAutoCommit(true); // the next statement only reads
            return whyNotWritten(select(connection, change.before().key()), change);
        } catch (SQLException failure) {
            if (!sent) {
                throw new StoreException.Unavailable("Nothing was written: " + CHECK, failure);
            }
            return lookUp(change, failure);
        }
    }

    /** Ends the transaction: if a connection is closed during one, JDBC lets the driver choose between commit and rollback. */
    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException again) {
            failure.addSuppressed(again);
        }
    }

    /** The update is conditional and atomic: the database compares the token, not this program. */
    private static boolean update(Connection connection, OrderChange change) throws SQLException {
        Order after = change.after();
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("lock_token", after.lockToken().orElseThrow().text());
        columns.put("update_id", after.lastUpdateId().orElseThrow().value());
        columns.put("updated_by", after.lastUpdatedBy().orElseThrow());
        columns.put("update_reason", after.lastUpdateReason().orElse(null));
        if (change.changesStatus()) {
            columns.put("status", after.status().wireName());
        }
        if (change.changesPaymentDetails()) {
            columns.putAll(columnsOf(after.paymentDetails().orElseThrow()));
        }
        List<Object> values = new ArrayList<>(columns.values());
        values.add(after.tenantId().value());
        values.add(after.id().value());
        values.add(change.before().lockToken().map(LockToken::text).orElse(null));
        values.add(after.lastUpdateId().orElseThrow().value());
        String sql = "update orders set " + String.join(" = ?, ", columns.keySet()) + " = ?"
                + " where tenant_id = ? and order_id = ? and active"
                + " and lock_token is not distinct from ? and update_id is distinct from ?";
        try (PreparedStatement update = prepared(connection, sql, values)) {
            return update.executeUpdate() == 1;
        }
    }

    private static WriteOutcome whyNotWritten(Optional<StoredOrder> stored, OrderChange change) {
        StoredOrder now = stored.orElseThrow(
                () -> new OrderException.NotFound(change.before().id()));
        if (change.isWrittenTo(now)) {
            return WriteOutcome.RECOVERED; // an earlier attempt of this request wrote it
        }
        if (!now.isActive()) {
            throw new OrderException.NotFound(now.id());
        }
        throw new OrderException.Conflict(now.fold(Optional::of, unreadable -> Optional.empty()), false);
    }

    /** Finds out whether a commit without a response was written. */
    private WriteOutcome lookUp(OrderChange change, SQLException failure) {
        try (Connection connection = database.getConnection()) {
            if (select(connection, change.before().key())
                    .filter(change::isWrittenTo)
                    .isPresent()) {
                return WriteOutcome.RECOVERED;
            }
        } catch (SQLException again) {
            failure.addSuppressed(again);
        }
        throw new StoreException.OutcomeUnknown("The change may have been written: " + CHECK, failure);
    }

    private void addToHistory(Connection connection, OrderChange change) throws SQLException {
        // The row of the order is locked, so the numbers are in the order of the writes.
        SequenceNumber number = nextNumber(connection);
        Instant now = clock.instant();
        OrderRevision revision = OrderRevision.of(number, now, change);
        OrderEvent event = OrderEvent.of(number, now, change); // for a publisher that reads this table
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("tenant_id", event.order().tenantId().value());
        columns.put("order_id", event.order().id().value());
        columns.put("number", Long.valueOf(number.digits()));
        columns.put("at", now);
        columns.put("author", revision.author().actor().map(Actor::name).orElse("unknown"));
        columns.put("status_before", revision.statusBefore().orElse(null));
        columns.put("status_after", revision.statusAfter().orElse(null));
        columns.put("changed", String.join(" ", revision.changed()));
        columns.put("event_id", event.id());
        columns.put("event_type", event.type().name());
        insert(connection, "order_history", columns);
    }

    private static SequenceNumber nextNumber(Connection connection) throws SQLException {
        try (PreparedStatement next = connection.prepareStatement("select next value for order_history_number");
                ResultSet row = next.executeQuery()) {
            row.next();
            return new SequenceNumber(row.getString(1));
        }
    }

    /** Returns the history of an order as text, oldest entry first. */
    List<String> history(OrderKey key) throws SQLException {
        List<String> entries = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = prepared(
                        connection,
                        "select * from order_history where tenant_id = ? and order_id = ? order by number",
                        List.of(key.tenantId().value(), key.id().value()));
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                entries.add(row.getString("event_type") + " by " + row.getString("author") + ": "
                        + row.getString("status_before") + " -> " + row.getString("status_after"));
            }
        }
        return entries;
    }

    private static Optional<StoredOrder> select(Connection connection, OrderKey key) throws SQLException {
        try (PreparedStatement select = prepared(
                        connection,
                        "select * from orders where tenant_id = ? and order_id = ?",
                        List.of(key.tenantId().value(), key.id().value()));
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(order(key, row)) : Optional.empty();
        }
    }

    private static StoredOrder order(OrderKey key, ResultSet row) throws SQLException {
        String status = row.getString("status");
        Optional<OrderStatus> known = OrderStatus.ofWireName(status);
        if (known.isPresent()) {
            return filled(Order.builder(key, known.get()), row).build();
        }
        OrderDefect defect =
                new OrderDefect(OrderDefect.Kind.UNKNOWN_STATUS, "status", "'" + status + "'", "a known status");
        return filled(UnreadableOrder.builder(key, Optional.of(status), List.of(defect)), row)
                .build();
    }

    private static <B extends StoredOrder.Builder<B>> B filled(B order, ResultSet row) throws SQLException {
        order.active(row.getBoolean("active"));
        text(row, "lock_token").map(LockToken::new).ifPresent(order::lockToken);
        text(row, "update_id").map(UpdateId::new).ifPresent(order::lastUpdateId);
        text(row, "updated_by").ifPresent(order::lastUpdatedBy);
        text(row, "update_reason").ifPresent(order::lastUpdateReason);
        text(row, "currency").ifPresent(order::currency);
        amount(row, "subtotal").ifPresent(order::subtotal);
        amount(row, "tax").ifPresent(order::tax);
        amount(row, "shipping").ifPresent(order::shipping);
        Map<PaymentField, String> payment = new EnumMap<>(PaymentField.class);
        for (PaymentField field : PaymentField.values()) {
            text(row, column(field)).ifPresent(value -> payment.put(field, value));
        }
        if (!payment.isEmpty()) {
            order.paymentDetails(PaymentDetails.reconstitute(payment, Map.of()));
        }
        return order;
    }

    /** Payment details are replaced as a whole, so each column gets a value. */
    private static Map<String, Object> columnsOf(PaymentDetails details) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (PaymentField field : PaymentField.values()) {
            columns.put(column(field), details.get(field).orElse(null));
        }
        return columns;
    }

    private static String column(PaymentField field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** Removes the zeros that the column adds: an amount has the decimals of its currency. */
    private static Optional<Money> amount(ResultSet row, String column) throws SQLException {
        String currency = text(row, "currency").orElse(Money.NO_CURRENCY);
        return Optional.ofNullable(row.getBigDecimal(column))
                .map(BigDecimal::stripTrailingZeros)
                .map(amount -> new Money(amount, currency));
    }

    private static PreparedStatement prepared(Connection connection, String sql, List<?> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }
}
