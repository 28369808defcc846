/**
 * The history of an order: the effect of each write, by any service.
 *
 * <p>Start with {@link com.bbws.orders.domain.history.OrderRevision}: one entry of a history, computed from two {@link
 * com.bbws.orders.domain.history.OrderImage}s. {@link com.bbws.orders.domain.history.Authorship} decides who made a change
 * and why. {@link com.bbws.orders.domain.port.OrderHistory} stores the entries. {@link
 * com.bbws.orders.domain.history.OrderEvent} is what other services are told about an entry; {@link
 * com.bbws.orders.domain.port.OrderEventPublisher} tells them. The rules for changes are in {@link
 * com.bbws.orders.domain}, not here.
 */
package com.bbws.orders.domain.history;
