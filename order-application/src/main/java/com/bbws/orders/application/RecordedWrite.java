package com.bbws.orders.application;

import com.bbws.orders.domain.OrderRevision;
import com.bbws.orders.domain.port.OrderKey;

/**
 * What became of a write that was reported.
 *
 * @param order which order it wrote
 * @param revision what it did to it
 * @param isNew whether that was not recorded yet
 */
public record RecordedWrite(OrderKey order, OrderRevision revision, boolean isNew) {}
