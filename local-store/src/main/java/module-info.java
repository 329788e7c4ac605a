/** The rooted file store: safe paths, staging, publishing, locks. */
module io.foundry9.filebackend.localstore {
    requires transitive io.foundry9.filebackend;
    requires static osgi.annotation;

    exports io.foundry9.filebackend.localstore;
}
