/** What users of files hold, and what authors of backends implement. */
module io.foundry9.filebackend {
    requires static org.bouncycastle.provider;
    requires static osgi.annotation;

    exports io.foundry9.filebackend;
    exports io.foundry9.filebackend.core;
    exports io.foundry9.filebackend.ext;
    exports io.foundry9.filebackend.spi;

    uses io.foundry9.filebackend.spi.BackendFactory;
}
