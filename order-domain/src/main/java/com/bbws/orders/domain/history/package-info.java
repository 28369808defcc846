/**
 * What has happened to an order, write by write. Start with {@link com.bbws.orders.domain.history.OrderRevision}: one
 * entry of a history, computed from two {@link com.bbws.orders.domain.history.OrderImage}s. What may happen to an order is
 * decided in {@link com.bbws.orders.domain}, not here; {@link com.bbws.orders.domain.port.OrderHistory} stores the entries.
 */
package com.bbws.orders.domain.history;
