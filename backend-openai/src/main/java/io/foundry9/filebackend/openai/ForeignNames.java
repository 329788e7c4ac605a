package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.openai.Api.Attached;
import io.foundry9.filebackend.openai.Api.RemoteFile;
import io.foundry9.filebackend.openai.Entry.Kind;
import io.foundry9.filebackend.openai.Stored.Form;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the files are called that others have put into the vector store. A listing of the store doesn't tell; a file keeps its
 * name for good, so each is asked for once. Safe for use by many threads.
 */
final class ForeignNames {

    /** Up to so many are asked for one by one; for more, all files of the project are listed. */
    private static final int FEW = 5;

    private final Service service;
    private final Map<String, Entry> known = new ConcurrentHashMap<>();

    ForeignNames(Service service) {
        this.service = service;
    }

    List<Entry> entries(List<Attached> files) throws IOException {
        List<Attached> unknown = files.stream().filter(file -> !known.containsKey(file.id())).toList();
        Map<String, RemoteFile> found = new HashMap<>();
        if (unknown.size() > FEW) {
            service.files().forEach(file -> found.put(file.id(), file));
        } else {
            for (Attached file : unknown) {
                service.file(file.id()).ifPresent(one -> found.put(one.id(), one));
            }
        }
        unknown.forEach(file -> known.put(file.id(), entry(file, Optional.ofNullable(found.get(file.id())))));
        List<Entry> entries = new ArrayList<>();
        files.forEach(file -> entries.add(known.get(file.id())));
        return entries;
    }

    /** The file may have been deleted without being detached. */
    private static Entry entry(Attached file, Optional<RemoteFile> uploaded) {
        String name = uploaded.map(RemoteFile::name).filter(StorePath::isSegment).orElse(file.id());
        Optional<Instant> created = uploaded.map(one -> Instant.ofEpochSecond(one.created()));
        return new Entry(file.id(), Kind.FOREIGN, name, uploaded.map(RemoteFile::bytes).orElse(0L), created, created, 0,
                Map.of(), false, new Stored(Form.ITSELF, 0, mentioned(file)), OptionalLong.empty(), 0, file.attached());
    }

    /** The files that its attributes name: if it is one of ours whose attributes somebody has damaged, they are its content. */
    private static List<String> mentioned(Attached file) {
        return file.attributes().values().stream()
                .filter(String.class::isInstance)
                .flatMap(text -> Stream.of(((String) text).split(" ")))
                .filter(word -> word.startsWith("file-"))
                .toList();
    }
}
