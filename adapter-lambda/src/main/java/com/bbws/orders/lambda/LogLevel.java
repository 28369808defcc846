package com.bbws.orders.lambda;

/** The severity of a log line, in ascending order. */
enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /** Returns the level of a request's line: 4xx is a warning, 5xx is an error. */
    static LogLevel ofStatus(int statusCode) {
        return statusCode < 400 ? INFO : statusCode < 500 ? WARN : ERROR;
    }
}
