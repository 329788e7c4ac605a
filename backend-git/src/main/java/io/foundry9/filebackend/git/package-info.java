/** The backend for work trees of git repositories: schemes {@code git}, {@code git+ssh}, {@code git+https} and others. */
package io.foundry9.filebackend.git;
