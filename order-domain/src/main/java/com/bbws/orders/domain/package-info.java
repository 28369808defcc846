/**
 * What an order is and what may happen to it, free of any framework, database or transport.
 *
 * <p>The way in is {@link com.bbws.orders.domain.Order#update}: an order and an {@link
 * com.bbws.orders.domain.OrderUpdate} give an {@link com.bbws.orders.domain.OrderChange}, nothing at all where all is
 * already as wanted, or an {@link com.bbws.orders.domain.OrderException} that says why not. Nothing here reads a clock,
 * does I/O or keeps state: every type is immutable and safe to share between threads. What a store does with a change
 * is the contract of {@link com.bbws.orders.domain.port.OrderRepository}.
 *
 * <p>Nothing takes or returns {@code null}; what may be absent is an {@link java.util.Optional}. A {@code null} argument
 * is a programming error and throws {@link NullPointerException}. Strings from outside are checked where they become a
 * value ({@code of}); what the table already holds has a door of its own ({@code restored}), which refuses nothing that
 * can be understood. The rules come from {@code docs/contract.md} and are named there.
 */
package com.bbws.orders.domain;
