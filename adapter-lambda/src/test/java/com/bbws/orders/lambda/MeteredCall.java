package com.bbws.orders.lambda;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call of DynamoDB, and what it consumed.
 *
 * @param operation such as {@code UpdateItem}
 * @param request what the product asked for
 * @param statusCode what DynamoDB answered
 * @param consumed the answer's {@code ConsumedCapacity}; missing where DynamoDB refused
 */
record MeteredCall(String operation, JsonNode request, int statusCode, JsonNode consumed) {

    /** Returns the units of the table and all its indexes. */
    double units() {
        return consumed.path("CapacityUnits").asDouble();
    }

    double tableUnits() {
        return consumed.at("/Table/CapacityUnits").asDouble();
    }

    double indexUnits(String index) {
        return consumed.path("GlobalSecondaryIndexes")
                .path(index)
                .path("CapacityUnits")
                .asDouble();
    }
}
