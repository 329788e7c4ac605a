/** The backend for files of this machine: scheme {@code file}. */
package io.foundry9.filebackend.local;
