/**
 * Builds the contents of the container image; it is not part of the function.
 *
 * <p>{@code src/image/train} starts {@link CacheTrainer}. {@link ImageLayout} is the folder that becomes {@code /var/task},
 * {@link TrainingEnvironment} sends the requests that train the class cache, {@link ImageFunction} starts the function as the
 * image does, and {@link JavaRuntime} has the cache options of each Java version.
 *
 * <p>Uses the embedded database of the tests, and so is compiled with them.
 */
package com.bbws.orders.lambda.image;
