/** The commands of the scope {@code vault}, one class each. */
package io.foundry9.filebackend.shell;
