/** A service that receives the notifications of a payment provider, and keeps orders in its own database. */
module com.bbws.payments {
    requires com.bbws.orders.application;
    requires com.bbws.orders.domain;
    requires java.sql;
}
