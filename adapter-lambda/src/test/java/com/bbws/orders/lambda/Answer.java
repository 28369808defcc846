package com.bbws.orders.lambda;

import java.util.Map;

/** What a client gets. */
record Answer(int status, Map<String, String> headers, String body) {

    /** Returns an answer that has been held against the API's description. */
    static Answer described(int status, Map<String, String> headers, String body) {
        DescribedAnswers.check(status, headers, body);
        return new Answer(status, headers, body);
    }
}
