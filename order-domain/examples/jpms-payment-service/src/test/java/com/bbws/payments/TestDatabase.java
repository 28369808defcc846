package com.bbws.payments;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** A new database in memory that can be made to fail. */
final class TestDatabase implements JdbcOrders.Database {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private boolean unavailable;
    private boolean losesResponses;

    /** Lets each further call fail, until {@link #recover}. */
    void makeUnavailable() {
        unavailable = true;
    }

    /** Lets the next commit succeed without a response. Each further call fails, until {@link #recover}. */
    void loseResponses() {
        losesResponses = true;
    }

    void recover() {
        unavailable = false;
        losesResponses = false;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (unavailable) {
            throw new SQLException("connection refused");
        }
        Connection connection = DriverManager.getConnection(url);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (losesResponses && method.getName().equals("commit")) {
                            unavailable = true;
                            throw new SQLException("connection reset");
                        }
                        return result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
