/** Starts the platform: an embedded Felix with the bundles of this distribution. */
package io.foundry9.filebackend.launcher;
