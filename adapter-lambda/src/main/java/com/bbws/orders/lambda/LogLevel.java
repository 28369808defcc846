package com.bbws.orders.lambda;

/** How much a log line matters. */
enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /** Returns the level of a request's line, by what it was answered. */
    static LogLevel ofStatus(int statusCode) {
        return statusCode < 400 ? INFO : statusCode < 500 ? WARN : ERROR;
    }
}
