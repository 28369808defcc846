package com.bbws.orders.lambda;

import java.util.Map;

/** What a client gets. */
record ClientAnswer(int status, Map<String, String> headers, String body) {

    /** Returns an answer that has been held against the API's description. */
    static ClientAnswer described(int status, Map<String, String> headers, String body) {
        DescribedAnswers.check(status, headers, body);
        return new ClientAnswer(status, headers, body);
    }
}
