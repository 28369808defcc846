package com.bbws.orders.cli.session;

import java.util.Locale;

/** The environments of the portal. Each has its own table. */
public enum Environment {
    DEV,
    SIT,
    PROD;

    String tableName() {
        return "bbws-customer-portal-orders-" + this;
    }

    /** Returns the name as operators write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
