/** Decides whether what several clients were told of one order can be true: the checker of {@code docs/guarantees.md}. */
package com.bbws.orders.lambda.linearizable;
