package io.foundry9.filebackend.openai.emulator;

import java.util.Map;

/**
 * A file attached to a vector store, as it is in the emulator now.
 *
 * @param fileId      the File's id
 * @param filename    the File's name
 * @param status      {@code in_progress}, {@code completed}, {@code failed} or {@code cancelled}
 * @param attributes  strings, numbers and booleans
 * @param fileDeleted whether the File is gone and only this entry is left
 */
public record VectorStoreFileView(String fileId, String filename, String status, Map<String, Object> attributes,
        boolean fileDeleted) {
}
