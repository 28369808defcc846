/**
 * What can be done with orders: one class a use case, named after what it does. Callers hand in domain types; strings
 * from outside stop in the adapters. Use cases hold no state and are safe to share between threads.
 */
package com.bbws.orders.application;
