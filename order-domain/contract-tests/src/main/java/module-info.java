/** The contracts of the ports of {@code com.bbws.orders.domain} as JUnit tests, and implementations in memory. */
module com.bbws.orders.domain.contract {
    requires transitive com.bbws.orders.domain;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires org.junit.jupiter.params;

    exports com.bbws.orders.domain.contract;

    // JUnit calls the test methods, which are not public.
    opens com.bbws.orders.domain.contract to
            org.junit.platform.commons;
}
