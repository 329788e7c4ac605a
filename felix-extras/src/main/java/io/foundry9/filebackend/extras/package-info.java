/**
 * What the platform may have besides: EventAdmin, Felix Health Checks, Felix Inventory. Each has a part here that is
 * loaded when its API is there, so that nobody notices what is missing.
 */
package io.foundry9.filebackend.extras;
