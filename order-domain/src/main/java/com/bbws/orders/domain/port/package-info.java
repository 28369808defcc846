/** What the domain needs of the world, and the contracts that every implementation keeps. */
package com.bbws.orders.domain.port;
