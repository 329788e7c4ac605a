/**
 * What a test and the bundle that works for it say to each other. The framework lends this package to the bundle, so both
 * see the same types whatever else is refreshed; therefore it names nothing that a bundle brings.
 */
package io.foundry9.filebackend.it.lent;
