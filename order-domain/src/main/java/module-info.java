/** Orders, what may happen to them, and the ports through which they are found and stored. */
module com.bbws.orders.domain {
    exports com.bbws.orders.domain;
    exports com.bbws.orders.domain.history;
    exports com.bbws.orders.domain.port;
}
