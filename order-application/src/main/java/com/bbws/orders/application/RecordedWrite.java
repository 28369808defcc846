package com.bbws.orders.application;

import com.bbws.orders.domain.history.OrderRevision;

/**
 * What became of a write that was reported.
 *
 * @param revision what it did
 * @param isNew whether that was not recorded yet
 */
public record RecordedWrite(OrderRevision revision, boolean isNew) {}
