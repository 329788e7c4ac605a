/**
 * Vaults as OSGi has them: the whiteboard of backends, the registry and the vaults as services, and vaults as
 * configurations that live in files. Nothing here is loaded outside OSGi.
 */
package io.foundry9.filebackend.vault.osgi;
