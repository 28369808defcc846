/** Fixtures, port contracts and architecture rules for the tests of every module. */
package com.bbws.orders.domain.testing;
