/**
 * An HTTP server that behaves as the OpenAI service does for files, uploads and vector stores, for tests and for people
 * without an account. It begins with {@link io.foundry9.filebackend.openai.emulator.OpenAiEmulator}.
 */
package io.foundry9.filebackend.openai.emulator;
