/**
 * Starts the platform: an embedded Felix with the bundles of this distribution.
 *
 * <pre>
 * bin/vault   finds a Java, and becomes it
 * lib/        this package as vault.jar, the framework, and an archive of loaded classes per Java
 * bundles/    what runs in the framework
 * etc/        the profile of the console
 * </pre>
 *
 * <p>State lives elsewhere, in a {@link io.foundry9.filebackend.launcher.Home}.
 */
package io.foundry9.filebackend.launcher;
