package com.bbws.payments;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** A new database in memory. */
final class TestDatabase implements JdbcOrders.Database {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @Override
    public Connection getConnection() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** Carries out a statement, as another service would. */
    void execute(String sql, String... values) throws SQLException {
        try (Connection connection = getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    /** Returns a database that does not answer. */
    static JdbcOrders.Database unavailable() {
        return () -> {
            throw new SQLException("connection refused");
        };
    }

    /** Returns this database behind a driver that commits an open transaction when a connection is closed, as some do. */
    JdbcOrders.Database committingOnClose() {
        return () -> {
            Connection connection = getConnection();
            return intercepted(connection, method -> {
                if (method.equals("close") && !connection.getAutoCommit()) {
                    connection.commit();
                }
            });
        };
    }

    /** Returns this database behind a connection that carries out a commit, loses its answer, and answers nothing after that. */
    JdbcOrders.Database losingTheResponse() {
        AtomicBoolean lost = new AtomicBoolean();
        return () -> {
            if (lost.get()) {
                return unavailable().getConnection();
            }
            Connection connection = getConnection();
            return intercepted(connection, method -> {
                if (method.equals("commit")) {
                    connection.commit();
                    lost.set(true);
                    throw new SQLException("connection reset");
                }
            });
        };
    }

    /** What happens before a method of a connection. */
    private interface Interceptor {
        void before(String method) throws SQLException;
    }

    private static Connection intercepted(Connection connection, Interceptor interceptor) {
        return (Connection) Proxy.newProxyInstance(
                TestDatabase.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    interceptor.before(method.getName());
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
