package com.example.notes;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.WriteOption;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Two commands for the console, notes:add and notes:all, that keep a list in the vault "docs". */
@Component(
        service = Notes.class,
        property = {"osgi.command.scope=notes", "osgi.command.function=add", "osgi.command.function=all"})
public final class Notes {

    private static final String FILE = "notes.txt";

    private final FileBackend docs;

    @Activate
    public Notes(@Reference(target = "(vault.name=docs)") FileBackend docs) {
        this.docs = docs;
    }

    public void add(String note) {
        Content line = Content.of(note + "\n");
        if (docs.exists(FILE)) {
            docs.append(FILE, line);
        } else {
            docs.create(FILE, line, WriteOption.ifAbsent());
        }
    }

    public String all() {
        return docs.exists(FILE) ? docs.readText(FILE) : "";
    }
}
