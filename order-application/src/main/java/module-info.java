/** The use cases, and the published documents of orders and events. */
module com.bbws.orders.application {
    requires transitive com.bbws.orders.domain;

    exports com.bbws.orders.application;
}
